import HookKit

/// A formula as it is written, parsed once; what is wrong with it shows when it is prepared.
public struct FormulaText: Sendable, DescribedType {
  public static let description = "a formula in quotes"

  /// The formula as it was written.
  public let text: String
  let parsed: Result<FormulaTree, SyntaxError>

  /// Parses a formula.
  public init(_ text: String) {
    self.text = text
    parsed = Result { () throws(SyntaxError) in try FormulaParser.tree(of: text) }
  }

  /// What it computes; nil for text that is no formula.
  var tree: FormulaTree? { try? parsed.get() }
}

extension FormulaText {
  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer().decode(ParameterValue.self)
    switch value {
    case .text(let text): self.init(text)
    case .integer, .number: self.init(value.description)
    default:
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "this is not \(Self.description)"))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
