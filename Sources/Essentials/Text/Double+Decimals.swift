import Foundation

extension Double {
  /// The number with four decimals, for people: 0.0000, not -0.0000; very large numbers as Swift writes them.
  package var fourDecimals: String { fourDecimals { "\($0)" } }

  /// The same, with the digits before the point in groups of three.
  package var groupedFourDecimals: String { fourDecimals { $0.grouped } }

  /// The number with one decimal; very large numbers as Swift writes them.
  ///
  /// - Precondition: it is not negative.
  package var oneDecimal: String {
    guard magnitude < 1e15 else { return "\(self)" }
    let tenths = Int(bounded: (self * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// The number rounded to six decimals, which keeps files short and the same on every machine.
  package var sixDecimals: Double { (self * 1e6).rounded() / 1e6 + 0 }

  /// The number with so many decimals, as C's `%.2f` writes it.
  package func decimals(_ count: Int) -> String { String(format: "%.\(count)f", self) }

  /// The number with two digits and a power of ten: 3.1e-07.
  package var powerOfTen: String { String(format: "%.1e", self) }

  private func fourDecimals(_ whole: (Int) -> String) -> String {
    guard isFinite else { return isNaN ? "not a number" : self > 0 ? "∞" : "−∞" }
    guard magnitude < 1e12 else { return "\(self)" }
    let units = Int(bounded: (magnitude * 10_000).rounded())
    let fraction = String(units % 10_000)
    return (self < 0 && units > 0 ? "-" : "") + whole(units / 10_000) + "."
      + String(repeating: "0", count: 4 - fraction.count) + fraction
  }
}
