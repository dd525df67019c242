import Foundation
import HookKit

/// The numbers along one side of a chart: what range is shown, and where its marks are.
struct ChartScale {
  /// What is shown, the first number at 0 and the last at 1; of a logarithmic scale the powers of ten.
  let range: ClosedRange<Double>
  /// Round numbers in the range, for marks.
  let ticks: [Double]
  private let decimals: Int
  private let isLogarithmic: Bool

  /// A scale with round marks.
  ///
  /// - Parameters:
  ///   - values: what must be seen; numbers that are not finite are left out.
  ///   - fixed: the range to show, whatever the values are; else it is widened to round numbers.
  ///   - count: about how many steps there shall be.
  init(covering values: some Sequence<Double>, fixed: ClosedRange<Double>? = nil, count: Int = 5) {
    let finite = values.filter(\.isFinite)
    let fixed = fixed.flatMap { $0.lowerBound.isFinite && $0.upperBound.isFinite ? $0 : nil }
    var (low, high) = (
      Self.drawable(fixed?.lowerBound ?? finite.min() ?? 0), Self.drawable(fixed?.upperBound ?? finite.max() ?? 1)
    )
    if high - low <= max(1e-12 * max(abs(low), abs(high)), 1 / Self.largest) {
      let margin = max(abs(low) * 0.5, 0.5)
      (low, high) = (low - margin, high + margin)
    }
    let step = Self.step((high - low) / Double(max(count, 1)))
    if fixed == nil { (low, high) = ((low / step).rounded(.down) * step, (high / step).rounded(.up) * step) }
    range = low...high
    let first = (low / step - 1e-9).rounded(.up)
    let last = (high / step + 1e-9).rounded(.down)
    ticks = first <= last ? stride(from: first, through: last, by: 1).map { $0 * step + 0 } : []
    decimals = max(0, Int(bounded: -log10(step).rounded(.down)))
    isLogarithmic = false
  }

  /// A logarithmic scale with marks at powers of ten; nil unless all values are positive and there are several.
  init?(logarithmic values: some Sequence<Double>) {
    let values = values.filter(\.isFinite)
    guard let low = values.min(), let high = values.max(), low > 0, high > low, high < Self.largest else { return nil }
    let margin = (log10(high) - log10(low)) * 0.03
    let shown = log10(low) - margin...log10(high) + margin
    let first = Int(shown.lowerBound.rounded(.up))
    let powers = first...max(first, Int(shown.upperBound.rounded(.down)))
    range = shown
    ticks = powers.filter { shown.contains(Double($0)) }.map { pow(10, Double($0)) }
    (decimals, isLogarithmic) = (max(0, -powers.lowerBound), true)
  }

  /// Beyond this the steps of a scale could not be told apart, or their sums would not be finite.
  private static let largest = 1e100

  private static func drawable(_ value: Double) -> Double { min(max(value, -largest), largest) }

  /// The nearest of 1, 2, 5 and 10 times a power of ten that is no smaller.
  private static func step(_ raw: Double) -> Double {
    let unit = pow(10, log10(raw).rounded(.down))
    return (([1, 2, 5].first { raw <= $0 * unit * (1 + 1e-9) }) ?? 10) * unit
  }

  private static let units = [(size: 1e9, name: "G"), (size: 1e6, name: "M"), (size: 1e3, name: "k")]

  /// Where a number lies, from 0 to 1 within the range, and a little beyond for what lies outside of it.
  func place(_ value: Double) -> Double {
    let value = isLogarithmic ? log10(value) : value
    return min(max((value - range.lowerBound) / (range.upperBound - range.lowerBound), -1), 2)
  }

  /// A number as its mark is labelled.
  func label(_ tick: Double) -> String {
    if isLogarithmic, let unit = Self.units.first(where: { tick >= $0.size }) {
      return (tick / unit.size).decimals(0) + unit.name
    }
    guard decimals <= 6, abs(tick) < 1e7 else { return String(format: "%.2g", tick) }
    return tick.decimals(decimals).replacing("-", with: "−")
  }
}
