import HookKit
import MazeLab
import Sweeps

/// What one edit would do.
struct EditExplanation {
  /// A site of the edit with the elements it takes there.
  struct Place {
    let site: Site
    let elements: SelectedElements
  }

  let edit: Edit
  let summary: String
  var sites: [Place] = []
  var warnings: [String] = []
  /// What an element of the result depends on, once the edit is prepared.
  private(set) var locality: Locality?
  /// The other sites that it reads.
  private var reads: Set<Site> = []

  init(_ edit: Edit, summary: String) { (self.edit, self.summary) = (edit, summary) }

  /// Whether nothing of what an earlier edit made remains, at every step of a rollout too.
  func overwrites(_ earlier: EditExplanation) -> Bool {
    edit.intervention.overwrites && (edit.timing == nil || edit.timing == earlier.edit.timing)
  }

  /// Resolves and prepares the edit at one of its sites.
  mutating func add(_ context: PrepareContext) throws {
    let geometry = context.inputs.rows.first?.geometry
    if geometry == nil, edit.selection.namesSquare {
      throw Fault(
        .usage, edit.description, "where a square lies depends on the maze (memory mode has no fixed place for it)",
        try: "name a maze: --level N, --state FILE or --maze FILE")
    }
    let elements = try SelectionMap(edit.selection, for: context).elements(in: geometry)
    reads.formUnion(
      try SiteReads(of: edit.intervention, as: edit.description, at: context.site, in: context.graph).all)
    var intervention = edit.intervention
    do { try intervention.prepare(context) } catch ActivationError.wrongShape(
      let source, let shape, let site, _)
      where context.inputs.count == 0 && intervention.locality >= .position
      && shape == site.shape.batched(shape.sizes.first ?? 0)
    {
      // Without a maze the number of rows is not known, and everything else fits.
      warnings.append("\(source) has \(shape[0]) rows: a run must have as many")
    }
    if intervention.isIdentity, !warnings.contains(Self.identityWarning) {
      warnings.append(Self.identityWarning)
    }
    locality = intervention.locality
    sites.append(Place(site: context.site, elements: elements))
  }

  private static let identityWarning = "with these parameters it changes nothing"

  /// Everything that depends on what is edited, in order of computation.
  private func effects(in graph: ModuleGraph) -> [Site] {
    let edited = Set(sites.map(\.site))
    let reached = Set(sites.flatMap { graph.descendants(of: $0.site) }).subtracting(edited)
    return reached.sorted { $0.index < $1.index }
  }

  /// What the edited values are computed from.
  private func sources(in graph: ModuleGraph) -> [Site] {
    var seen: Set<Site> = []
    return sites.flatMap { graph.predecessors(of: $0.site) }.filter { seen.insert($0).inserted }
  }

  func text(in graph: ModuleGraph) -> String {
    var lines = [edit.description]
    if !summary.isEmpty { lines.append("   \(summary)") }
    var table = Table(indent: 3)
    for place in sites {
      let total = place.site.shape.count
      table.add(
        "edits", place.site.name, place.site.shape.description,
        "\(place.elements.count.grouped) of \(total.grouped) elements")
    }
    if !table.isEmpty { lines.append(table.text) }
    if let group = edit.group { lines.append("   in the group \(group)") }
    if let timing = edit.timing { lines.append("   acts   \(timing.inWords); only rollouts have steps") }
    if let locality {
      lines.append("   reads  \(Self.names(sites.map(\.site))); each element depends on \(locality.inWords)")
    }
    lines += alsoReads.map { "   and    \($0)" }
    let sources = sources(in: graph)
    if !sources.isEmpty { lines.append("   after  \(Self.names(sources))") }
    let effects = effects(in: graph)
    lines.append(effects.isEmpty ? "   changes no other site" : "   can change \(Self.range(effects))")
    return (lines + warnings.map { "   warning: \($0)" }).joined(separator: "\n")
  }

  /// What it reads besides the activations that it edits, in words.
  private var alsoReads: [String] {
    let sites = reads.isEmpty ? [] : ["\(Self.names(readSites)), as edits before have left it in the run"]
    return sites + (edit.intervention.readsOriginal ? ["what is edited as it would be without any edit"] : [])
  }

  private var readSites: [Site] { reads.sorted { $0.index < $1.index } }

  private static func names(_ sites: [Site]) -> String {
    sites.count <= 3 ? sites.map(\.name).joined(separator: ", ") : "\(sites.count) sites"
  }

  private static func range(_ sites: [Site]) -> String {
    guard sites.count > 2, let first = sites.first, let last = sites.last else { return names(sites) }
    return "\(sites.count) later sites, \(first.name) to \(last.name)"
  }

  func json(in graph: ModuleGraph) -> JSONValue {
    let places = sites.map { place -> JSONValue in
      .object([
        .init("site", .string(place.site.name)),
        .init("shape", place.site.shape.json),
        .init("selected", .integer(place.elements.count)),
        .init("elements", .integer(place.site.shape.count)),
      ])
    }
    return .object([
      .init("call", .string(edit.description)), .init("kind", .string(edit.kind)),
      .init("group", edit.group.map { .string($0) } ?? .null),
      .init("summary", .string(summary)),
      .init("when", edit.timing.map { .string($0.description) } ?? .null),
      .init("locality", locality.map { .string("\($0)") } ?? .null), .init("sites", .array(places)),
      .init("reads", .array(readSites.map { .string($0.name) })),
      .init("readsOriginal", .bool(edit.intervention.readsOriginal)),
      .init("from", .array(sources(in: graph).map { .string($0.name) })),
      .init("canChange", .array(effects(in: graph).map { .string($0.name) })),
      .init("warnings", .array(warnings.map { .string($0) })),
    ])
  }
}

extension Timing {
  /// "at steps where at-decision-square holds, from step 5 on, every 2nd".
  fileprivate var inWords: String {
    func place(_ bound: Bound) -> String {
      switch bound {
      case .step(let step): "step \(step)"
      case .event(let name): "the first step at which \(name) has happened"
      }
    }
    let holding = conditions.map { $0.isNegated ? "\($0.name) does not hold" : "\($0.name) holds" }
    var parts = [holding.isEmpty ? "at steps" : "at steps where \(holding.joined(separator: " and "))"]
    if let from { parts.append("from \(place(from)) on") }
    if let until { parts.append("before \(place(until))") }
    if every > 1 { parts.append("one in \(every)") }
    return parts.joined(separator: ", ")
  }
}
