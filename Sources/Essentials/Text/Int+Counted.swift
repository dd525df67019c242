extension Int {
  /// The number with what is counted: 1 level, 1,000 levels.
  package func counted(_ noun: String) -> String { "\(grouped) \(noun)\(self == 1 ? "" : "s")" }
}
