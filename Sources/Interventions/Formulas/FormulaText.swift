import HookKit

/// A formula as it is written, parsed once; what is wrong with it shows when it is prepared.
public struct FormulaText: Sendable, DescribedType {
  public static let description = "a formula in quotes"

  /// The formula as it was written.
  public let text: String
  let parsed: Result<FormulaTree, FormulaError>

  /// Parses a formula.
  public init(_ text: String) {
    self.text = text
    parsed = Result { () throws(FormulaError) in try FormulaParser.tree(of: text) }
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

/// Text that is no formula.
public struct FormulaError: ExplainedError, Hashable {
  /// The whole formula.
  public let text: String
  /// How many characters were read before the fault.
  public let position: Int
  /// What is wrong there.
  public let problem: String
  /// What would work.
  public let remedy: String

  public var explanation: Explanation {
    Explanation(.usage, "formula \"\(text)\"", "\(problem), at character \(position + 1)", try: remedy)
  }

  /// Shows the formula with a pointer to the fault, which one line cannot.
  public var description: String {
    let line = text.map { $0.isNewline ? " " : String($0) }.joined()
    let pointer = String(repeating: " ", count: position) + "^"
    return "the formula cannot be read: \(problem)\n  \(line)\n  \(pointer)\n\(remedy)"
  }
}
