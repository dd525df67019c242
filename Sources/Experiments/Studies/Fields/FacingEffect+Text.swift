import HookKit
import MazeLab

/// How much it matters which way the mouse looks, as reports and cards say it.
extension FacingEffect {
  /// Two sentences.
  var text: String {
    let drawn =
      facing == .both ? "The mean of both facings. Turning the mouse" : "The mouse faces \(facing.rawValue). Turning it"
    return "\(drawn) changes the likeliest action on \(greedyChanges.grouped) of \(squares.grouped) "
      + "squares; mean total variation \(meanTotalVariation.fourDecimals), largest "
      + "\(largestTotalVariation.fourDecimals)."
  }

  /// The numbers of it, for tables.
  @ListBuilder<Measure> var measures: [Measure] {
    Measure("squares whose likeliest action turns with the mouse", count: greedyChanges, of: squares)
    Measure("mean total variation between the facings", meanTotalVariation)
    Measure("largest total variation between the facings", largestTotalVariation)
  }
}
