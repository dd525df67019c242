import HookKit

/// Colours for numbers from 0 to 1, distinct with any colour vision.
struct ColorMap: Sendable, Hashable {
  private let stops: [Color]

  /// Dark blue to yellow, evenly brighter: seven colours of cividis (Nuñez, Anderton and Renslow, 2018).
  static let sequential = ColorMap(
    stops: [0x00224E, 0x2A3F6D, 0x575D6D, 0x7D7C78, 0xA59C74, 0xD2C060, 0xFEE838].map { Color(hex: $0) })

  /// Dark grey to vermilion, on which yellow arrows can be seen.
  static let heat = ColorMap(stops: [Color(hex: 0x303030), Color(hex: 0xD55E00)])

  /// Blue through grey to orange, for changes; grey is none.
  static let diverging = ColorMap(stops: [Color(hex: 0x3B8FD0), Color(hex: 0x4A4A4A), Color(hex: 0xE08A1E)])

  /// Blue through nearly white to red, for changes on paper: five colours of ColorBrewer's RdBu (Brewer, 2003).
  static let change = ColorMap(
    stops: [0x2166AC, 0x92C5DE, 0xF7F7F7, 0xF4A582, 0xB2182B].map { Color(hex: $0) })

  /// Nearly white to dark blue, for sizes on paper: five colours of ColorBrewer's Blues (Brewer, 2003).
  static let size = ColorMap(
    stops: [0xF7FBFF, 0xC6DBEF, 0x6BAED6, 0x2171B5, 0x08306B].map { Color(hex: $0) })

  /// The colour at a place from 0 to 1; places beyond the ends have the ends' colours.
  func color(at place: Double) -> Color {
    let position = min(max(place, 0), 1) * Double(stops.count - 1)
    let lower = min(Int(bounded: position), stops.count - 2)
    return stops[lower].mixed(with: stops[lower + 1], at: position - Double(lower))
  }
}
