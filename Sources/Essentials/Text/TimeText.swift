/// Spans of time for people.
public enum TimeText {
  /// `about 12 min`, `less than 1 s`: for forecasts.
  public static func about(_ seconds: Double) -> String {
    let text = text(seconds)
    return text.first?.isNumber == true ? "about \(text)" : text
  }

  /// `40 s`, `12 min`, `2 h 5 min`, `3 d 4 h`.
  public static func text(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "more than a human life" }
    let whole = Int(bounded: max(0, seconds).rounded())
    switch whole {
    case ..<1: return "less than 1 s"
    case ..<100: return "\(whole) s"
    case ..<5400: return "\((whole + 30) / 60) min"
    case ..<172_800: return "\(whole / 3600) h \(whole % 3600 / 60) min"
    default: return "\(whole / 86_400) d \(whole % 86_400 / 3600) h"
    }
  }
}
