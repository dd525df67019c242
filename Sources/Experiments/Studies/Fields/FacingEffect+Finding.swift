import HookKit
import MazeLab

/// How much it matters which way the mouse looks: two sentences for people, the numbers for programs.
extension FacingEffect: Finding {
  public var name: String { "facing" }

  public var text: String {
    let drawn =
      facing == .both ? "The mean of both facings. Turning the mouse" : "The mouse faces \(facing.rawValue). Turning it"
    return "\(drawn) changes the likeliest action on \(greedyChanges.grouped) of \(squares.grouped) "
      + "squares; mean total variation \(meanTotalVariation.fourDecimals), largest "
      + "\(largestTotalVariation.fourDecimals)."
  }

  public var json: JSONValue { measures.json }
  public var parts: [FindingPart] { measures.parts }

  private var measures: Measures {
    Measures(name, "What turning the mouse changes") {
      Measure("squares whose likeliest action turns with the mouse", count: greedyChanges, of: squares)
      Measure("mean total variation between the facings", meanTotalVariation)
      Measure("largest total variation between the facings", largestTotalVariation)
    }
  }
}
