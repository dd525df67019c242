/// A colour with opacity; all components from 0 to 1.
struct Color: Sendable, Hashable {
  var red, green, blue, opacity: Double

  /// A colour from its components, 0 to 1 each.
  init(_ red: Double, _ green: Double, _ blue: Double, opacity: Double = 1) {
    (self.red, self.green, self.blue, self.opacity) = (red, green, blue, opacity)
  }

  /// A colour as designers write it: `0xE69F00`.
  init(hex: UInt32, opacity: Double = 1) {
    func part(_ shift: UInt32) -> Double { Double((hex >> shift) & 255) / 255 }
    self.init(part(16), part(8), part(0), opacity: opacity)
  }

  /// The same colour, more or less transparent.
  func opacity(_ opacity: Double) -> Color { Color(red, green, blue, opacity: opacity) }

  /// The colour between this one (at 0) and another (at 1).
  func mixed(with other: Color, at place: Double) -> Color {
    func mix(_ a: Double, _ b: Double) -> Double { a + (b - a) * place }
    return Color(
      mix(red, other.red), mix(green, other.green), mix(blue, other.blue), opacity: mix(opacity, other.opacity))
  }
}

/// The eight colours of Okabe and Ito (2008) that stay distinct with any colour vision, and neutral ones.
extension Color {
  static let orange = Color(hex: 0xE69F00)
  static let skyBlue = Color(hex: 0x56B4E9)
  static let green = Color(hex: 0x009E73)
  static let yellow = Color(hex: 0xF0E442)
  static let blue = Color(hex: 0x0072B2)
  static let vermilion = Color(hex: 0xD55E00)
  static let purple = Color(hex: 0xCC79A7)
  static let black = Color(0, 0, 0)
  static let white = Color(1, 1, 1)
  /// Text that is not the main thing.
  static let grey = Color(hex: 0x555555)
  /// Thin lines and frames.
  static let paleGrey = Color(hex: 0xBBBBBB)
}
