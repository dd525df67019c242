/// One intervention at the sites that a pattern means, on the elements that a selection takes.
public struct Edit: Sendable {
  public let pattern: SitePattern
  public let selection: Selection
  public let intervention: any Intervention

  public init(_ pattern: SitePattern, _ intervention: some Intervention, on selection: Selection = .all) {
    self.init(pattern, any: intervention, on: selection)
  }

  init(_ pattern: SitePattern, any intervention: any Intervention, on selection: Selection) {
    self.pattern = pattern
    self.intervention = intervention
    self.selection = selection
  }

  /// The kind of the intervention.
  public var kind: String { type(of: intervention).kind }

  /// The parameters of the intervention, those with default values included.
  public var parameters: [String: ParameterValue] { (try? ParameterCoding.encode(intervention)) ?? [:] }
}

extension Edit: Equatable {
  /// Whether two edits are written alike: the same pattern, selection, kind and parameters.
  public static func == (left: Edit, right: Edit) -> Bool {
    left.pattern == right.pattern && left.selection == right.selection && left.kind == right.kind
      && left.parameters == right.parameters
  }
}
