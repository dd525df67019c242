import Essentials

/// A report of progress as people read it.
struct ProgressText {
  let report: ProgressReport
  /// How long the work has taken.
  let seconds: Double

  /// `371 of 3,000 episodes`; empty without a unit.
  private var count: String {
    guard let done = report.done, let total = report.total, !report.unit.isEmpty else { return "" }
    return "\(done.grouped) of \(total.grouped) \(report.unit)"
  }

  private var percentage: String { report.fraction.map { "\(Int(bounded: $0 * 100)) %" } ?? "" }

  /// `96/s`, where it is a whole number of several.
  private var rate: String {
    guard let done = report.done, !report.unit.isEmpty, seconds > 0 else { return "" }
    let rate = Double(done - report.before) / seconds
    return rate >= 2 ? "\(Int(bounded: rate).grouped)/s" : ""
  }

  private var rest: String {
    if let left = report.secondsLeft(after: seconds) { return "\(TimeText.text(left)) left" }
    return seconds >= 1 ? TimeText.text(seconds) : ""
  }

  /// For a terminal: `playing  ██████░░░░  12 %  371 of 3,000 episodes, 96/s, 27 s left`, in `width` columns.
  func line(width: Int, isASCII: Bool) -> String {
    let numbers = Self.joined([count, rate, rest], by: ", ")
    let parts = [PrintableText.line(report.label), percentage, numbers]
    let plain = Self.joined(parts, by: "  ")
    let room = width - plain.count - 3
    guard let fraction = report.fraction, room >= 8 else { return String(plain.prefix(max(0, width - 1))) }
    let bar = Self.bar(fraction, length: min(24, room), isASCII: isASCII)
    return Self.joined([parts[0], bar, parts[1], parts[2]], by: "  ")
  }

  /// For a log: `playing: 371 of 3,000 episodes, 12 %, 27 s left`.
  var logged: String { "\(report.label): \(Self.joined([count, percentage, rest], by: ", "))" }

  private static func bar(_ fraction: Double, length: Int, isASCII: Bool) -> String {
    let full = Int(bounded: fraction * Double(length))
    let (done, open) = isASCII ? ("#", "-") : ("█", "░")
    return String(repeating: done, count: full) + String(repeating: open, count: length - full)
  }

  private static func joined(_ parts: [String], by separator: String) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: separator)
  }
}
