/// One intervention at the sites that a pattern means, on the elements that a selection takes, perhaps at some times only.
public struct Edit: Sendable {
  /// The sites that it changes.
  public let pattern: SitePattern
  /// The elements of each row of these sites that it changes; the others keep their values.
  public let selection: Selection
  /// What is done to them.
  public let intervention: any ActivationEdit
  /// When it acts; nil for always. Runs that have no time refuse edits that have one.
  public let timing: Timing?
  /// The name of the edits that it belongs to, which are on or off together; nil for none.
  public var group: String?

  /// An edit of the sites that `pattern` means: of every element, and always, unless it is said otherwise.
  public init(
    _ pattern: SitePattern, _ intervention: some Intervention, on selection: Selection = .all,
    when timing: Timing? = nil
  ) {
    self.init(pattern, any: intervention, on: selection, when: timing)
  }

  package init(
    _ pattern: SitePattern, any intervention: any ActivationEdit, on selection: Selection, when timing: Timing? = nil
  ) {
    // A time that excludes nothing is none, so that every spelling of an edit reads back as the same edit.
    self.timing = timing == Timing() ? nil : timing
    self.pattern = pattern
    self.intervention = intervention
    self.selection = selection
  }

  /// The times at which it acts, those of edits that its intervention stands for included; none where it always acts.
  package var timings: [Timing] {
    (timing.map { [$0] } ?? []) + ((intervention as? any StandIn)?.edits.flatMap(\.timings) ?? [])
  }

  /// The kind of the intervention.
  public var kind: String { type(of: intervention).kind }

  /// The parameters of the intervention, those with default values included.
  public var parameters: [String: ParameterValue] { intervention.content }
}

/// What stands for some edits of one site.
package protocol StandIn: ActivationEdit {
  /// The edits, in their order.
  var edits: [Edit] { get }
}

extension StandIn {
  package var drawsPerRow: Bool { edits.contains { $0.intervention.drawsPerRow } }
  package var reads: [SitePattern] { edits.flatMap(\.intervention.reads) }
  package var readsOriginal: Bool { edits.contains(where: \.intervention.readsOriginal) }
  package var isIdentity: Bool { edits.allSatisfy(\.intervention.isIdentity) }
}

extension Edit: Equatable {
  /// Whether two edits are written alike: the same pattern, selection, kind, parameters and times.
  public static func == (left: Edit, right: Edit) -> Bool {
    left.pattern == right.pattern && left.selection == right.selection && left.kind == right.kind
      && left.parameters == right.parameters && left.timing == right.timing && left.group == right.group
      && left.isSameCode(as: right)
  }
}
