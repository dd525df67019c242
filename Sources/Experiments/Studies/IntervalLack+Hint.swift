import Statistics

extension IntervalLack {
  /// What prints the intervals after all; nothing where there is no way to have them.
  package var hint: String {
    switch self {
    case .one: ""
    case .few: " (--small-sample-intervals prints them; they cover too seldom)"
    }
  }
}
