/// Ordered edits: what to change in a run, as a value.
///
/// A plan is written in Swift (with a result builder), on the command line (as calls) or in a file (JSON, YAML): three
/// spellings of one value. Edits apply in the order written.
public struct Plan: Sendable, Equatable {
  /// The edits, in the order in which they are applied.
  public var edits: [Edit]

  /// Whether an edit may match, select or change nothing. Otherwise that is an error.
  public var allowUnmatched: Bool

  /// A plan of these edits; of none it is the network as it is.
  public init(edits: [Edit] = [], allowUnmatched: Bool = false) {
    self.edits = edits
    self.allowUnmatched = allowUnmatched
  }

  /// ```swift
  /// let plan = Plan {
  ///   Edit("embedder.block2.res1.resadd_out", .noise(scale: 0.2))
  ///   if probing { Edit("embedder.*.resadd_out", .zero, on: .channels(55)) }
  /// }
  /// ```
  public init(allowUnmatched: Bool = false, @PlanBuilder _ edits: () throws -> [Edit]) rethrows {
    self.init(edits: try edits(), allowUnmatched: allowUnmatched)
  }

  /// What all edits name of a network: the sites that they change and read.
  var sitePatterns: [SitePattern] { edits.flatMap { [$0.pattern] + $0.intervention.reads } }

  /// Whether it has no edits.
  public var isEmpty: Bool { edits.isEmpty }

  /// The edits of both plans, those of `first` first.
  public static func + (first: Plan, second: Plan) -> Plan {
    Plan(edits: first.edits + second.edits, allowUnmatched: first.allowUnmatched || second.allowUnmatched)
  }
}
