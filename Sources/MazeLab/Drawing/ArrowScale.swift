import Foundation
import HookKit

/// How long arrows are drawn, and which one stands in the legend.
struct ArrowScale: Hashable {
  /// How many times as long as it is an arrow is drawn.
  let factor: Double
  /// The length of the arrow in the legend, in squares: a round number.
  let key: Double

  /// As long as they are, with one square as the key.
  static let natural = ArrowScale(factor: 1, key: 1)

  private init(factor: Double, key: Double) { (self.factor, self.key) = (factor, key) }

  /// A scale on which the longest arrow is between half a square and one; arrows that are as long as that anyway stay as they
  /// are, and so do those that are nothing but rounding.
  init(toShow longest: Double) {
    guard longest < 0.5, longest > 1e-6 else {
      self = .natural
      return
    }
    let unit = pow(10, log10(longest).rounded(.up))
    let key = [0.1, 0.2, 0.5, 1].map { $0 * unit }.first { $0 >= longest * (1 - 1e-9) } ?? unit
    self.init(factor: 1 / key, key: key)
  }

  /// The key in words: "1", "0.05".
  var text: String { key == 1 ? "1" : key.decimals(max(0, Int((-log10(key) - 1e-9).rounded(.up)))) }
}
