extension ListBuilder where Element == any Finding {
  /// A line of text is a ``Experiments/Note``.
  public static func buildExpression(_ text: String) -> [any Finding] { [Note(text)] }
}
