import HookKit
import ImpalaModel
import MazeEnv

/// How much it matters in a maze which way the mouse looks: what turning it changes on the squares of a field.
public struct FacingEffect: Sendable, Hashable {
  /// The facing of the field that it was asked of.
  public let facing: FieldFacing
  /// The number of squares.
  public let squares: Int
  /// The mean over squares of the total variation distance between the two facings, 0 to 1.
  public let meanTotalVariation: Double
  /// The largest of them, 0 to 1.
  public let largestTotalVariation: Double
  /// The number of squares on which another group of actions becomes the most probable one.
  public let greedyChanges: Int

  /// The effect between two fields of one maze.
  init(facing: FieldFacing, _ difference: FieldDelta) {
    let variations = difference.totalVariations
    (self.facing, squares) = (facing, difference.squares.count)
    (meanTotalVariation, largestTotalVariation) = (variations.mean, variations.max() ?? 0)
    greedyChanges = difference.greedyChanges
  }

  /// The effect around a field that was computed, under the plan it was computed under.
  ///
  /// - Complexity: for a field of one facing, the field of the other one; nothing for a field of both.
  /// - Throws: what computing the other field throws.
  public init(
    of field: VectorField, _ state: MazeState, policy: Policy, under plan: Plan = Plan(), renderer: MazeRenderer,
    options: RunOptions = RunOptions()
  ) throws {
    if let difference = field.facingDifference {
      self.init(facing: field.facing, difference)
      return
    }
    let facing = field.facing.states(of: state)[0].facing
    let other = try VectorField.compute(
      state, policy: policy, under: plan, renderer: renderer, facing: facing == .left ? .right : .left,
      options: options)
    self.init(facing: FieldFacing(facing), try FieldDelta(from: field, to: other.field))
  }

  /// The effect as JSON.
  public var jsonValue: JSONValue {
    .object([
      .init("squares", .integer(squares)), .init("meanTotalVariation", .number(meanTotalVariation.sixDecimals)),
      .init("largestTotalVariation", .number(largestTotalVariation.sixDecimals)),
      .init("greedyChanges", .integer(greedyChanges)),
    ])
  }
}

extension FieldDelta {
  /// The number of squares on which another group of actions becomes the most probable one.
  public var greedyChanges: Int { zip(original, patched).count { $0.greedy != $1.greedy } }
}
