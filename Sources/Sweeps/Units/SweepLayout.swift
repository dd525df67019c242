import HookKit
import Interventions

/// How the points of a sweep are put together into *units*: what is computed in one go, and written in one transaction.
///
/// The points of a unit have one maze and seed, so that they share its observations, the original field, and everything
/// before their first edited site. Plans are ordered by that site. The division is a property of the sweep alone, not of the
/// machine or of what was finished before: so interrupted, divided and undisturbed runs compute the same, bit for bit.
public struct SweepLayout: Sendable {
  /// One unit's part of a sweep.
  struct Unit: Sendable {
    let id: Int
    /// The position of its maze and seed.
    let scene: Int
    /// The positions of its plans.
    let plans: [Int]
  }

  /// The sweep that is divided.
  public let sweep: Sweep
  /// About how many plans, null twins included, a unit has.
  let unitPlans: Int
  /// The plan positions of each unit of a scene.
  private let chunks: [[Int]]
  /// For each plan position, the first site that it edits.
  let firstSites: [Int]
  /// For each plan position, the number of null twins that are computed: none for edits that change nothing.
  let twinCounts: [Int]
  /// For each plan position, the number of null twins.
  private let twinsAsked: [Int]
  /// The SHA-256 over the plans of the first scene.
  let plansSHA256: String
  /// The files that plans name.
  let files: [NamedFile]
  /// What all plans use of the registry.
  let uses: PlanUses
  /// Whether an edit draws random numbers.
  let draws: Bool
  /// The controls of all null twins, in the order of their list.
  let controls: [Control]

  /// The number of plans of a unit, null twins included, unless one point has more.
  public static let defaultUnitPlans = 192

  /// Checks every plan of the first maze against the network, and divides the sweep.
  ///
  /// - Parameters:
  ///   - sweep: the sweep that is divided.
  ///   - graph: the network that is looked at, or the first of several.
  ///   - others: the networks of the other policies, whose sites plans must have as well.
  ///   - unitPlans: about how many plans, null twins included, a unit has.
  /// - Throws: what is wrong with plans: all unknown sites and selections that do not fit.
  public init(
    _ sweep: Sweep, graph: ModuleGraph, others: [ModuleGraph] = [], unitPlans: Int = Self.defaultUnitPlans
  ) throws {
    self.sweep = sweep
    self.unitPlans = unitPlans
    var firstSites: [Int] = []
    var twinCounts: [Int] = []
    var twinsAsked: [Int] = []
    var digest = ""
    var files = NamedFiles()
    var uses = PlanUses()
    var controls: Set<Control> = []
    var draws = false
    for position in 0..<sweep.planCount {
      let point = try sweep.point(at: position)
      firstSites.append(try Self.firstSite(point.plan, graph))
      for other in others { try Self.atModel(other) { _ = try Self.firstSite(point.plan, other) } }
      let isIdentity = point.plan.edits.allSatisfy(\.intervention.isIdentity)
      let twins = try sweep.controls.twins(of: point.plan, in: graph)
      controls.formUnion(twins.map(\.control))
      draws = draws || point.plan.edits.contains { $0.intervention.isRandom }
      twinsAsked.append(twins.count)
      twinCounts.append(isIdentity ? 0 : twinsAsked[position])
      digest = SHA256.hexDigest(of: Array((digest + (try point.plan.record())).utf8))
      try files.add(point.plan)
      uses.add(point.plan)
    }
    (self.uses, self.draws) = (uses, draws)
    self.controls = Control.ordered(controls)
    for scene in 1..<max(1, sweep.sceneCount) { try files.add(sweep.point(at: scene * sweep.planCount).plan) }
    if let choice = sweep.description?.choice { try files.add(choice) }
    self.twinsAsked = twinsAsked
    (self.firstSites, self.twinCounts, plansSHA256, self.files) = (
      firstSites, twinCounts, digest, try files.digests()
    )
    let order = firstSites.indices.sorted { (firstSites[$0], $0) < (firstSites[$1], $1) }
    var chunks: [[Int]] = []
    var size = Int.max
    for position in order {
      let plans = 1 + twinCounts[position]
      if size > unitPlans - plans {
        chunks.append([])
        size = 0
      }
      chunks[chunks.count - 1].append(position)
      size += plans
    }
    self.chunks = chunks
  }

  /// Puts the model into what goes wrong with it.
  private static func atModel(_ graph: ModuleGraph, _ body: () throws -> Void) throws {
    do { try body() } catch let error as any ExplainedError {
      throw error.found("at model \(graph.source?.name ?? "")")
    }
  }

  private static func firstSite(_ plan: Plan, _ graph: ModuleGraph) throws -> Int {
    let sites = try plan.edits.compactMap { edit -> Int? in
      do { return try edit.pattern.sites(in: graph).map(graph.order).min() } catch {
        if plan.allowUnmatched { return nil }
        throw error
      }
    }
    return sites.min() ?? Int.max
  }

  /// The number of units.
  public var unitCount: Int { sweep.sceneCount * chunks.count }

  /// The number of units of one maze.
  var unitsOfScene: Int { chunks.count }

  func unit(_ id: Int) -> Unit { Unit(id: id, scene: id / chunks.count, plans: chunks[id % chunks.count]) }

  /// The number of points of a unit.
  func points(of id: Int) -> Int { chunks[id % chunks.count].count }

  /// The number of null twins at a plan position, those that are the original included.
  func twinsAsked(at position: Int) -> Int { twinsAsked[position] }
}
