import Foundation
import HookKit

/// A line of text on a canvas, as an SVG file has it: text that can be searched and edited.
struct CanvasText {
  let text: String
  let place: Point
  let font: Font
  let color: Color
  let anchor: Anchor

  /// The element. Verdana is as wide as DejaVu Sans, for machines without the latter.
  var svg: String {
    let family =
      font.family.contains("Mono") ? "'\(font.family)', Menlo, monospace" : "'\(font.family)', Verdana, sans-serif"
    var style = "font-family=\"\(family)\" font-size=\"\(font.size.decimals(2))\" fill=\"\(color.hex)\""
    if font.isBold { style += " font-weight=\"bold\"" }
    if font.isItalic { style += " font-style=\"italic\"" }
    if color.opacity < 1 { style += " fill-opacity=\"\(color.opacity.decimals(2))\"" }
    switch anchor {
    case .left: break
    case .middle: style += " text-anchor=\"middle\""
    case .right: style += " text-anchor=\"end\""
    }
    let (x, y) = (place.x.decimals(2), place.y.decimals(2))
    return "<text xml:space=\"preserve\" x=\"\(x)\" y=\"\(y)\" \(style)>\(SVGMetadata.escaped(text))</text>"
  }
}

extension Color {
  /// As SVG and HTML write it, without the opacity: `#0072b2`.
  var hex: String {
    func part(_ value: Double) -> String { String(format: "%02x", Int((min(max(value, 0), 1) * 255).rounded())) }
    return "#" + part(red) + part(green) + part(blue)
  }
}
