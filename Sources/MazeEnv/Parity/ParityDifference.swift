import HookKit

/// The first difference between the real procgen and HookKit.
package struct ParityDifference: Sendable, CustomStringConvertible {
  /// The scenario.
  package let scenario: String
  /// The step, from 1; 0 for a difference before the first.
  package let step: Int
  /// The environment's position in its vector.
  package let environment: Int
  /// The action of the step.
  package let action: Int
  /// What differs: fields of the state by name, "reward", "pixels", each with both values.
  package let fields: [String]
  /// The state before the step, in which both agreed.
  package let before: MazeState
  /// Whether one environment alone, put into that state, shows the difference in one step.
  package let isReproducible: Bool

  package var description: String {
    let how = isReproducible ? "one step from the state before shows it" : "it needs the steps before"
    return "\(scenario): first difference at step \(step) of environment \(environment), action \(action) "
      + "(\(how)):\n  " + fields.joined(separator: "\n  ")
  }
}

/// What one environment shows after a step, in all that is compared.
struct ParityView: Equatable {
  var state: [UInt8]
  var pixels: [UInt8]
  var step: MazeStep?

  /// The fields in which another view differs, with both values; `self` is HookKit's.
  func differences(from real: ParityView) -> [String] {
    var fields: [String] = []
    if let step, let other = real.step {
      let pairs: [(String, String, String)] = [
        ("reward", "\(step.reward)", "\(other.reward)"), ("done", "\(step.done)", "\(other.done)"),
        ("prev_level_seed", "\(step.prevLevelSeed)", "\(other.prevLevelSeed)"),
        ("prev_level_complete", "\(step.prevLevelComplete)", "\(other.prevLevelComplete)"),
        ("level_seed", "\(step.levelSeed)", "\(other.levelSeed)"),
      ]
      for (name, mine, theirs) in pairs where mine != theirs {
        fields.append("\(name): \(mine), procgen \(theirs)")
      }
    }
    if state != real.state { fields += Self.stateDifferences(state, real.state) }
    if pixels != real.pixels {
      let different = zip(pixels, real.pixels).enumerated().filter { $1.0 != $1.1 }.map(\.offset)
      let first = (different.first ?? 0) / 3
      let size = MazeRenderer.observationSize
      fields.append(
        "pixels: \(different.count) bytes, the first in row \(first / size), column \(first % size)")
    }
    return fields
  }

  private static func stateDifferences(_ mine: [UInt8], _ theirs: [UInt8]) -> [String] {
    guard let first = try? MazeState(bytes: mine), let second = try? MazeState(bytes: theirs) else {
      return ["state: procgen's cannot be read"]
    }
    let different = zip(first.variables, second.variables).filter { $0 != $1 }
    return different.map { "\($0.name): \($0.value.summary), procgen \($1.value.summary)" }
  }
}
