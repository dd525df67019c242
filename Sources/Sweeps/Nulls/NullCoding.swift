import HookKit
import Interventions

/// Twins as parameters: what tells one from another, and is never read back.
enum NullCoding {
  private enum Key: String, CodingKey { case of, control, draw }

  static func encode(_ edits: [Edit], _ control: Control, _ draw: Int, to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    // Not where the edits are: that is where the twin is.
    try values.encode(
      edits.map { CallSyntax.text(of: $0.intervention) + $0.selection.description + ($0.timing?.description ?? "") },
      forKey: .of)
    try values.encode(control.name, forKey: .control)
    try values.encode(draw, forKey: .draw)
  }

  static func unreadable(_ decoder: any Decoder) -> DecodingError {
    .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "null twins are made for a plan, not read"))
  }
}
