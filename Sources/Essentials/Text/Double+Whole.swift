extension Int {
  /// The whole part of any number, for drawing and for texts: the nearest end of the range where it lies beyond, and 0 for what
  /// is not a number. `Int(_:)` would end the program there.
  package init(bounded value: Double) {
    self = Int(exactly: value.rounded(.towardZero)) ?? (value > 0 ? .max : value < 0 ? .min : 0)
  }
}
