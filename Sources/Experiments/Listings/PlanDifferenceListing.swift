import HookKit
import MazeLab

/// What turns one plan into another: what `hookctl plan diff` shows.
public enum PlanDifferenceListing {
  /// A difference under a title.
  public static func report(of difference: PlanDifference, _ title: String, recipe: Recipe = Recipe()) -> DataReport {
    DataReport(title, named: "steps", json(difference), recipe: recipe) { text(difference) }
  }

  private static func text(_ difference: PlanDifference) -> String {
    if difference.isEmpty { return "the same \(difference.steps.count.counted("edit"))" }
    var lines = difference.steps.flatMap(lines)
    let (before, after) = difference.allowsUnmatched
    if before != after { lines.append("~ allowUnmatched: \(before) -> \(after)") }
    return lines.joined(separator: "\n")
  }

  private static func lines(_ step: PlanDifference.Step) -> [String] {
    switch step {
    case .same(let edit, _, let place): ["  \(place + 1). \(edit)"]
    case .removed(let edit, let place): ["- \(place + 1). \(edit)"]
    case .added(let edit, let place): ["+ \(place + 1). \(edit)"]
    case .moved(let edit, let from, let place): ["> \(place + 1). \(edit)", "     it was \(from + 1)."]
    case .changed(_, let edit, _, let place, let parts):
      ["~ \(place + 1). \(edit)"] + parts.map { "     \($0)" }
    }
  }

  private static func json(_ difference: PlanDifference) -> JSONValue {
    let (before, after) = difference.allowsUnmatched
    return .object([
      .init("same", .bool(difference.isEmpty)), .init("steps", .array(difference.steps.map(json))),
      .init("allowUnmatched", .array([.bool(before), .bool(after)])),
    ])
  }

  private static func json(_ step: PlanDifference.Step) -> JSONValue {
    func object(_ kind: String, _ edit: Edit, _ first: Int?, _ second: Int?, _ parts: [String] = []) -> JSONValue {
      .object([
        .init("step", .string(kind)), .init("call", .string(edit.description)),
        .init("first", first.map { .integer($0 + 1) } ?? .null),
        .init("second", second.map { .integer($0 + 1) } ?? .null), .init("parts", .array(parts.map { .string($0) })),
      ])
    }
    return switch step {
    case .same(let edit, let first, let second): object("same", edit, first, second)
    case .removed(let edit, let place): object("removed", edit, place, nil)
    case .added(let edit, let place): object("added", edit, nil, place)
    case .moved(let edit, let first, let second): object("moved", edit, first, second)
    case .changed(_, let edit, let first, let second, let parts): object("changed", edit, first, second, parts)
    }
  }
}
