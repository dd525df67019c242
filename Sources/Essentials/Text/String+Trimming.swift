extension String {
  package var trimmingSpaces: String { String(drop { $0.isWhitespace }).trimmingTrailingWhitespace }
  private var trimmingTrailingWhitespace: String { String(reversed().drop { $0.isWhitespace }.reversed()) }
}
