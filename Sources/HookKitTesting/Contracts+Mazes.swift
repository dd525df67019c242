import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab

extension Contracts {
  /// What a condition of `when(...)` does against its contract: it says the same of the same step every time, and holds on
  /// some squares of the levels, and not on all: otherwise an edit with it never acts, or always.
  ///
  /// - Parameters:
  ///   - kind: the condition.
  ///   - levels: of the distribution "hard".
  public static func violations<Kind: RolloutCondition>(
    of kind: Kind.Type, levels: Range<Int> = 0..<10
  ) throws -> [String] {
    var (held, asked, found) = (0, 0, [String]())
    for level in levels {
      let maze = try Maze(level: level)
      for square in maze.legalSquares {
        guard let path = maze.shortestPath(from: maze.mouse, to: square) else { continue }
        let step = RolloutStep(in: maze, after: path)
        let holds = Kind.holds(at: step)
        if Kind.holds(at: step) != holds { found.append("level \(level), \(square): a second time it says otherwise") }
        (held, asked) = (held + (holds ? 1 : 0), asked + 1)
      }
    }
    if held == 0 { found.append("it holds on none of \(asked) squares of \(levels.count) levels") }
    if held == asked { found.append("it holds on all \(asked) squares of \(levels.count) levels") }
    return found
  }

  /// What a metric does against its contract: it gives the same finite number every time, in the range that it states, from
  /// the two fields and the activations that it declares.
  ///
  /// - Parameters:
  ///   - metric: one with its parameters.
  ///   - plans: what it measures; an edit of some channels unless given.
  ///   - levels: of the distribution "easy", drawn plainly, on the bundled policy.
  public static func violations<Kind: Metric>(
    of metric: Kind, under plans: [Plan]? = nil, levels: Range<Int> = 0..<4
  ) throws -> [String] {
    let policy = try Policy.bundled()
    let usual = Plan { Edit("embedder.block2.res1.resadd_out", .zero, on: .channels(0, 1, 2, 3, 4, 5, 6, 7)) }
    var (found, values) = ([String](), [Double?]())
    for level in levels {
      for plan in plans ?? [usual] {
        let comparison = try FieldComparison.compute(
          try MazeState(level: level, mode: .easy), policy: policy, under: plan, renderer: .plain,
          capturing: metric.captures)
        do {
          let value = try metric.measure(comparison)
          if try metric.measure(comparison) != value {
            found.append("level \(level): a second time it is another number")
          }
          values.append(value)
        } catch { found.append("level \(level): \(error)") }
      }
    }
    if found.isEmpty, values.allSatisfy({ $0 == nil }) {
      found.append("it has no number on any of \(levels.count) levels")
    }
    return found + spelling(of: metric)
  }

  private static func spelling<Kind: Metric>(of metric: Kind) -> [String] {
    var registry = Registry()
    registry.add(Kind.self)
    do {
      let back = try registry.checked().metric(metric.text)
      return back.text == metric.text ? [] : ["\(metric.text) came back as \(back.text)"]
    } catch { return ["\(metric.text) cannot be read back: \(error)"] }
  }
}
