import HookKit
import MazeEnv

extension Episode {
  /// The keys of ``jsonValue(variant:original:)``.
  static let jsonKeys = [
    "episode", "start", "level", "mode", "repetition", "variant", "outcome", "steps", "cheeseStep", "cornerStep",
    "decisionStep", "partsAt", "cheese", "corner", "decisionSquare", "size", "path", "actions", "probabilities",
    "values", "actedSteps",
  ]

  /// The episode as one record of a JSON Lines file.
  ///
  /// - Parameters:
  ///   - name: the name of its variant.
  ///   - original: the episode of the first variant, for `partsAt`.
  public func jsonValue(variant name: String, original: Episode) -> JSONValue {
    func optional(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }
    let groups = (0..<steps).map { step in
      JSONValue.array(groupProbabilities(at: step).values.map { .number($0.sixDecimals) })
    }
    return .object([
      .init("episode", .integer(self.number)), .init("start", .integer(start)),
      .init("level", .integer(level)),
      .init("mode", .string(initial.mode.rawValue)), .init("repetition", .integer(repetition)),
      .init("variant", .string(name)), .init("outcome", .string(outcome.rawValue)),
      .init("steps", .integer(steps)),
      .init("cheeseStep", optional(cheeseStep)), .init("cornerStep", optional(cornerStep)),
      .init("decisionStep", optional(decisionStep)),
      .init("partsAt", variant == original.variant ? .null : optional(parts(from: original))),
      .init("cheese", landmarks.cheese?.json ?? .null), .init("corner", landmarks.corner.json),
      .init("decisionSquare", landmarks.decision?.json ?? .null),
      .init("size", .integer(landmarks.innerSize)),
      .init("path", .array(path.map(\.json))), .init("actions", .array(actions.map { .integer($0) })),
      .init("probabilities", .array(groups)),
      .init("values", .array(values.map { .number(Double($0).sixDecimals) })),
      .init("actedSteps", .array(actedSteps.map { .integer($0) })),
    ])
  }
}
