/// A parameter that names sites is written as text: `other: embedder.fc_out`, `at: "*.resadd_out"`.
extension SitePattern: DescribedType {
  /// What to give.
  public static var description: String { "the name of a site, or a glob" }

  /// Reads a text.
  public init(from decoder: any Decoder) throws { self.init(try decoder.singleValueContainer().decode(String.self)) }

  /// Writes the text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
