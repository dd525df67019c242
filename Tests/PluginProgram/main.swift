// A program with a plugin, for the tests of what plugins bring: `HookCtlTests` runs it.
import ArgumentParser
import Experiments
import HookCtlRunner
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// Multiplies by a factor.
struct Louder: Intervention {
  static let kind = "louder"
  static let summary = "x * (1 + by)"
  @Parameter("how much louder") var by: Float = 1
  var locality: Locality { .elementwise }
  var isIdentity: Bool { by == 0 }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { $0 * (1 + by) } }
}

/// Has the mistakes that authors make.
struct Clumsy: Intervention {
  enum Slip: String, ChoiceType, CaseIterable { case shapes, unprepared, index, trap, inPreparation }

  static let kind = "clumsy"
  static let summary = "goes wrong"
  @Parameter("how") var slip: Slip = .shapes
  var locality: Locality { .row }
  @Prepared var vector: Tensor

  private var three: Tensor { Tensor([1, 2, 3], shape: [3]) }

  mutating func prepare(_ context: PrepareContext) { if slip == .inPreparation { vector = three.row(5) } }

  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    switch slip {
    case .shapes: value + three
    case .unprepared, .inPreparation: value + vector
    case .index: value.map { $0 + three.scalars[value.rows + 3] }
    case .trap: value.map { Float(Int(1e30 * ($0 * $0 + 1))) }
    }
  }
}

/// Has one finding of every sort.
struct Loudness: Experiment {
  static let name = "loudness"
  static let summary = "What a louder activation does to the field."
  static let discussion = """
    EXAMPLES
      hookctl loudness --levels 0..<3 --by 0 --by 1
    """
  static let levels = "0..<2"

  @Option(help: "How much louder; repeatable.") var by: [Float] = [1]
  @Option(help: "A policy to look at in place of --model.") var policy: String?
  @Flag(help: "Name two findings alike, which is a mistake.") var repeated = false

  private struct Row {
    let level: Int
    let by: Float
    let change: Double
  }

  func run(in lab: Lab) throws -> Findings {
    let lab =
      try policy.map {
        Lab(policy: try Policy(contentsOf: $0), renderer: lab.renderer, mode: lab.mode, levels: lab.levels)
      } ?? lab
    let conditions =
      [Condition("original")]
      + by.map { by in
        var louder = Louder()
        louder.by = by
        return Condition("by \(by)") { Edit("embedder.block2.res1.resadd_out", louder) }
      }
    let mazes = try lab.mazes()
    let rows = try lab.each(mazes, { "level \($0.currentLevelSeed)" }) { maze in
      let fields = try lab.fields(of: maze, under: conditions)
      return try zip(by, fields.dropFirst()).map { by, run in
        let change = try run.field - fields[0].field
        return Row(level: Int(maze.currentLevelSeed), by: by, change: change.meanTotalVariation)
      }
    }.flatMap { $0 }
    let mean = rows.map(\.change).reduce(0, +) / Double(rows.count)
    let points = rows.map { LineChart.Point(Double($0.by), $0.change) }
    return try Findings("Louder by \(by.map { "\($0)" }.joined(separator: ", "))", conditions: conditions) {
      "The seed is \(lab.seed), the mode \(lab.mode.rawValue)."
      Measures("mean", "Over levels") { Measure("mean total variation", mean, of: mazes.count) }
      DataTable("levels", "By level", of: rows) {
        Column("level", \.level)
        Column("by", \.by)
        Column("change", \.change)
      }
      Picture(
        repeated ? "levels" : "dose", "Change by loudness",
        LineChart("Dose and response", x: "by", y: "change", [.init("change", points)]))
      Tensors("vector", "A vector", TensorArchive(["by": Tensor(by, shape: [by.count])]))
    }
  }
}

/// Squares with one way only, under a name of before.
enum DeadEnds: MazeMetric {
  static let name = "deadEnds"
  static let summary = "squares with one way only"
  static let possibleRange = 0...Double.infinity
  static func value(of measured: MeasuredMaze) -> Double? {
    let open = Set(measured.maze.legalSquares + measured.maze.cheeses)
    func ways(_ square: Square) -> Int {
      ActionGroup.moves.count { move in
        open.contains(Square(square.row + Int(move.delta.row), square.column + Int(move.delta.column)))
      }
    }
    return Double(open.count { ways($0) == 1 })
  }
}

/// Every second step.
enum EvenSteps: RolloutCondition {
  static let name = "even-steps"
  static let summary = "every second step"
  static func holds(at step: RolloutStep) -> Bool { step.path.count.isMultiple(of: 2) }
}

/// Draws once for all rows, which it says.
struct Shaken: Intervention {
  static let kind = "shaken"
  static let summary = "x + u, u random and the same everywhere"
  @Parameter("the largest u") var by: Float = 1
  var isRandom: Bool { true }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    var stream = context.sharedRandom()
    let drawn = by * stream.uniform()
    return value.map { $0 + drawn }
  }
}

enum Loud: HookPlugin {
  static let name = "loud"
  static let version: String? = "1.2"
  static func register(in registry: inout Registry) {
    registry.add(Louder.self)
    registry.add(Clumsy.self)
    registry.add(Loudness.self)
    registry.add(DeadEnds.self)
    registry.add(Shaken.self)
    registry.add(EvenSteps.self)
  }
}

HookCtl.run(with: try? Extensions(plugins: [Loud.self]))
