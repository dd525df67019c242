import HookKit
import MazeEnv
import MazeLab

/// The answer to `field`: both fields, how they differ, what the edits did, and how all of it is computed elsewhere.
enum FieldAnswer {
  /// So many of the warnings are told, and how many there are.
  private static let shownWarnings = 30

  static func frame(_ subject: LabSubject) throws -> LabFrame {
    let comparison = try subject.comparison()
    var frame = LabFrame()
    let maze = subject.maze
    let warnings = maze.distributionFaults
    frame.add("warningCount", .integer(warnings.count))
    frame.add("warnings", .array(warnings.prefix(shownWarnings).map { .string($0.description) }))
    frame.add("squares", .array(comparison.original.squares.map { .integer(index(of: $0, maze)) }))
    frame.add("summary", summary(comparison.difference))
    frame.add("decision", comparison.decision.map { decision($0, maze) } ?? .null)
    frame.add("receipts", .array(try comparison.receipts.map { try JSONValue(encoding: $0) }))
    frame.add("command", .string(subject.command.text))
    frame.add("plan", .string(try subject.plan.yaml(naming: subject.registry)))
    frame.add("swift", .string(try LabCommandLine.swift(subject)))
    frame.add("original", comparison.original.probabilities.flatMap(\.values))
    frame.add("patched", comparison.patched.probabilities.flatMap(\.values))
    frame.add("originalValues", comparison.original.values)
    frame.add("patchedValues", comparison.patched.values)
    return frame
  }

  /// The position of an inner square in the world, row by row, the bottom row first.
  static func index(of square: Square, _ maze: Maze) -> Int {
    let outer = maze.outer(square)
    return outer.row * maze.worldSize + outer.column
  }

  private static func summary(_ difference: FieldDelta) -> JSONValue {
    .object([
      .init("meanTotalVariation", .number(difference.meanTotalVariation.sixDecimals)),
      .init("meanArrowChange", .number(difference.meanArrowChange.sixDecimals)),
      .init("meanValueChange", .number(difference.meanValueChange.sixDecimals)),
      .init("greedyChanges", .integer(difference.greedyChanges)),
    ])
  }

  private static func decision(_ decision: DecisionChange, _ maze: Maze) -> JSONValue {
    func probabilities(_ value: DecisionProbabilities) -> JSONValue {
      .array([value.towardsCheese, value.towardsCorner, value.other].map { .number($0.sixDecimals) })
    }
    return .object([
      .init("square", .integer(index(of: decision.square, maze))),
      .init("name", .string("\(decision.square)")),
      .init("original", probabilities(decision.original)), .init("patched", probabilities(decision.patched)),
    ])
  }
}
