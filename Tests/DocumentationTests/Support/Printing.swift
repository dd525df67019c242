/// What the blocks of the documentation print, kept for comparison.
final class Printed {
  fileprivate(set) var text = ""
  @TaskLocal static var current: Printed?
}

extension Printed: @unchecked Sendable {}

/// Takes the place of the standard `print` in the blocks of this target.
func print(_ items: Any..., separator: String = " ", terminator: String = "\n") {
  Printed.current?.text += items.map { "\($0)" }.joined(separator: separator) + terminator
}
