import HookKit
import ImpalaModel
import MazeLab

/// What a plan would do to a network, without doing it: what `hookctl explain` shows.
public struct PlanExplanation: Report {
  /// The network.
  public let policy: Policy
  /// The seed of random draws.
  public let seed: UInt64
  /// Whether edits may match, select or change nothing.
  public let allowsUnmatched: Bool
  /// How it is made.
  public var recipe = Recipe()
  /// What the fields of a maze would cost; nil where nobody asked.
  private var costs: FieldCosts?
  let edits: [EditExplanation]
  /// How they act on each other.
  let relations: [EditRelation]

  /// Resolves every edit against the network and prepares it.
  ///
  /// - Parameters:
  ///   - plan: the edits.
  ///   - faults: what was wrong with edits that could not even be read.
  ///   - registry: what calls may name.
  ///   - policy: the network.
  ///   - inputs: the rows that a run would have, for selections of squares; none where they are not known.
  ///   - seed: the seed of random draws.
  ///   - observations: the levels that calls name.
  /// - Throws: all faults of all edits together.
  public init(
    of plan: Plan, _ faults: [any ExplainedError] = [], registry: Registry, policy: Policy, inputs: Inputs,
    seed: UInt64, observations: any ObservationSource
  ) throws {
    (self.policy, self.seed, allowsUnmatched) = (policy, seed, plan.allowUnmatched)
    var faults = faults
    var edits: [EditExplanation] = []
    for (number, edit) in plan.edits.enumerated() {
      var explanation = EditExplanation(
        edit, summary: registry.kinds.first { $0.name == edit.kind }?.summary ?? "")
      do throws(Fault) {
        try edit.timing?.check(
          conditions: registry.rolloutConditions.map(\.name), events: RolloutMoments.events, call: edit.description)
      } catch { faults.append(error) }
      do {
        for site in try edit.pattern.sites(in: policy.graph) {
          do {
            let context = PrepareContext(
              site: site, graph: policy.graph, inputs: inputs, edit: number, seed: seed,
              observations: observations)
            try explanation.add(context)
          } catch let error as any ExplainedError { faults.append(error) }
        }
      } catch let error as SiteError {
        if plan.allowUnmatched {
          explanation.warnings.append(error.description)
        } else {
          faults.append(error)
        }
      }
      edits.append(explanation)
    }
    guard faults.isEmpty else { throw FaultList(faults) }
    self.edits = Self.warned(edits, in: policy.graph)
    relations = self.edits.relations(in: policy.graph)
  }

  /// Adds what the fields of a maze would cost, without the plan and under it.
  ///
  /// - Parameters:
  ///   - plan: the edits.
  ///   - inputs: the rows of the fields.
  ///   - options: how runs would be done.
  /// - Complexity: measures the speed of this machine once, which its cache folder keeps.
  public mutating func addCosts(of plan: Plan, _ inputs: Inputs, options: RunOptions) throws {
    costs = try FieldCosts(
      vfield: policy.graph.forecast(inputs, under: [plan], options: options),
      compare: policy.graph.forecast(inputs, under: [Plan(), plan], options: options), speed: .ofThisMachine())
  }

  /// Adds what is lost because a later edit overwrites it.
  private static func warned(_ edits: [EditExplanation], in graph: ModuleGraph) -> [EditExplanation] {
    edits.enumerated().map { number, edit in
      var edit = edit
      for (site, elements) in zip(edit.sites.map(\.site), edit.sites.map(\.elements)) {
        for (later, other) in edits.enumerated().dropFirst(number + 1) where other.overwrites(edit) {
          guard other.sites.contains(where: { $0.site == site && $0.elements.contains(all: elements) }) else {
            continue
          }
          edit.warnings.append(
            "edit \(later + 1), \(other.edit.description), overwrites all of this at \(site.name)")
        }
      }
      edit.warnings += lost(edit, number, edits, in: graph).map { [$0] } ?? []
      return edit
    }
  }

  /// What there is to say of an edit of which nothing is left at any output, as another overwrites all that comes of it further
  /// down the network.
  private static func lost(
    _ edit: EditExplanation, _ number: Int, _ edits: [EditExplanation], in graph: ModuleGraph
  ) -> String? {
    // What is read of other sites is another way to the outputs.
    guard edits.allSatisfy({ $0.edit.intervention.reads.isEmpty }), !edit.sites.isEmpty else { return nil }
    let later = edits.indices.first { other in
      guard other != number, edits[other].overwrites(edit) else { return false }
      let whole = edits[other].sites.filter { $0.elements.count == $0.site.shape.count }.map(\.site)
      return edit.sites.allSatisfy { place in
        !whole.contains(place.site) && !graph.reachesOutput(from: place.site, avoiding: Set(whole))
      }
    }
    return later.map { "edit \($0 + 1), \(edits[$0].edit.description), overwrites all that comes of this" }
  }

  /// What it is about, on one line.
  var title: String {
    let count = edits.count.counted("edit")
    let unmatched = allowsUnmatched ? "; edits may match, select or change nothing" : ""
    return
      "\(count) on \(policy.name), \(policy.architecture), applied in this order; seed \(seed)\(unmatched)"
  }

  public var text: String {
    let parts = edits.enumerated().map { "\($0 + 1). \($1.text(in: policy.graph))" }
    let together = relations.isEmpty ? [] : ["together\n" + relations.map { "   \($0.text)" }.joined(separator: "\n")]
    let whole = [title] + parts + together + (costs.map { [$0.text] } ?? [])
    return TextWidth.wrapped(whole.joined(separator: "\n\n"))
  }

  public var findings: Findings {
    get throws {
      try .card(title, recipe: recipe) {
        sites
        for (number, edit) in edits.enumerated() {
          Preformatted("\(number + 1). \(edit.text(in: policy.graph))") as any Finding
        }
        for relation in relations { Note(relation.text) }
        if let costs {
          costs.table
          Note(costs.speedNote)
        }
      }
    }
  }

  /// Every edit at each of its sites.
  private var sites: DataTable {
    let places = edits.enumerated().flatMap { number, edit in
      edit.sites.map { (number: number + 1, call: edit.edit.description, place: $0) }
    }
    return DataTable("sites", "What edits take", of: places) {
      Column("edit", \.number)
      Column("call", \.call)
      Column("site", \.place.site.name)
      Column("shape", \.place.site.shape.description)
      Column("elements", \.place.elements.count)
      Column("of", \.place.site.shape.count)
    }
  }

  public var isListing: Bool { true }

  public var json: JSONValue {
    JSONValue.object([
      .init("model", .string(policy.name)), .init("seed", .string(String(seed))),
      .init("allowUnmatched", .bool(allowsUnmatched)),
      .init("edits", .array(edits.map { $0.json(in: policy.graph) })),
      .init("relations", .array(relations.map(\.json))),
    ]).adding("cost", costs?.json)
  }
}

extension SelectedElements {
  /// Whether this takes every element that `other` takes.
  func contains(all other: SelectedElements) -> Bool {
    switch (self, other) {
    case (.all, _): true
    case (.some(let mine), .some(let theirs)): Set(mine).isSuperset(of: theirs)
    case (.some(let mine), .all(let count)): mine.count == count
    }
  }
}
