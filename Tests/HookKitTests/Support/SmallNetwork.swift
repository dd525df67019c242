import HookKit

/// A network small enough to check by hand, with a residual connection, and interventions that need no other target.
enum SmallNetwork {
  /// `input [2, 4, 4] -> conv (1x1) -> relu -> add(conv, relu) -> flatten -> fc (3)`.
  static func graph() throws -> ModuleGraph {
    var stream = RandomStream(seed: 7, 1)
    func random(_ shape: Shape) -> Tensor { Tensor(stream.normals(shape.count), shape: shape) }
    var builder = GraphBuilder(input: [2, 4, 4])
    let conv = try builder.add("body.conv", Conv2d(weight: random([2, 2, 1, 1]), bias: random([2])), builder.input)
    let relu = try builder.add("body.relu", ReLU(), conv)
    let sum = try builder.add("body.resadd", Add(), conv, relu)
    let flat = try builder.add("flatten", Flatten(), sum)
    try builder.add("fc", Linear(weight: random([3, 32]), bias: random([3])), flat)
    return builder.graph
  }

  static func inputs(_ rows: Int) -> Inputs {
    var stream = RandomStream(seed: 3, 2)
    return Inputs(Tensor(stream.normals(rows * 32), shape: [rows, 2, 4, 4]))
  }

  static var registry: Registry {
    get throws {
      var registry = Registry()
      registry.add(Shift.self)
      registry.add(Jitter.self)
      registry.add(Demanding.self)
      registry.add(Compound.self)
      return try registry.checked()
    }
  }
}

/// Adds a number to every element.
struct Shift: Intervention {
  static let kind = "shift"
  static let summary = "x + by"
  @Parameter("what to add") var by: Float = 1
  var locality: Locality { .elementwise }
  var isIdentity: Bool { by == 0 }
  init() {}
  init(by: Float) { self.by = by }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { $0 + by } }
}

/// Adds noise that differs from row to row.
struct Jitter: Intervention {
  static let kind = "jitter"
  var locality: Locality { .row }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    let size = value.shape.row.count
    return Tensor(
      context.rows.indices.flatMap { row in
        var stream = context.random(row: row)
        return zip(value.row(row).scalars, stream.normals(size)).map(+)
      }, shape: value.shape)
  }
}

/// Has a parameter of every sort, and something it prepares.
struct Demanding: Intervention {
  enum Mood: String, ChoiceType, CaseIterable { case calm, wild }

  static let kind = "demanding"
  @Parameter("a file") var file: String
  @Parameter("how") var mood: Mood = .calm
  @Parameter("how often") var times: Int?
  @Parameter("which") var channels: [Int] = [1, 2]
  @Parameter var on = true
  var plain: Float = 0.5
  @Prepared var size: Int

  mutating func prepare(_ context: PrepareContext) { size = context.site.shape.count }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { $0 + Float(size) } }
}

/// Has parameters that are made of others: a site, values by name, edits.
struct Compound: Intervention {
  static let kind = "compound"
  @Parameter("a site") var at: SitePattern = "fc_out"
  @Parameter("weights") var by: [String: Float] = [:]
  @Parameter("edits") var calls: CallList?

  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value }
}

extension Intervention where Self == Shift {
  static func shift(by: Float) -> Shift { Shift(by: by) }
}
