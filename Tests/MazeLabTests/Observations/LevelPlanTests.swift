import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab
import Testing

/// Edits that differ from level to level do on each what the level's own edits do.
@Suite struct LevelPlanTests {
  private static let site: SitePattern = "embedder.block2.res1.resadd_out"
  private let policy: Policy
  init() throws { policy = try Policy.bundled() }

  private static func plan(_ level: Int) -> Plan { Plan { Edit(site, .scale(by: Float(level + 8) / 8)) } }

  private let edits = LevelPlan(["scale(by: ({level} + 8) / 8)@embedder.block2.res1.resadd_out"], plan)

  @Test func decisions() throws {
    let levels = LevelList(0..<9)
    let study = try DecisionStudy(
      of: .levels(levels), policy: policy, under: edits, beside: { [$0] }, renderer: .plain,
      options: RunOptions(seed: 3))
    #expect(study.receipts.map(\.call) == edits.calls && study.receipts[0].rows == study.trials.count)
    for trial in study.trials {
      let own = try DecisionStudy(
        levels: [trial.level], mode: .hard, policy: policy, under: Self.plan(trial.level), renderer: .plain,
        options: RunOptions(seed: 3))
      #expect(trial.patched == own.trials[0].patched && trial.original == own.trials[0].original)
      #expect(trial.beside == [try #require(trial.patched)])
    }
    #expect(Set(study.trials.map { $0.patched == $0.original }) == [true, false])
  }

  @Test func rollouts() throws {
    var options = RolloutOptions()
    (options.steps, options.episodes) = (30, 2)
    func episodes(_ variant: RolloutVariant, _ starts: RolloutStarts) throws -> [[Int]] {
      var found: [[Int]] = []
      try Rollout([variant], on: .native(.plain), options: options).run(starts) { found.append($0[0].actions) }
      return found
    }
    let together = try episodes(
      RolloutVariant("patched", policy: policy, edits: edits, on: 1), .levels(1..<6, mode: .easy))
    let apart = try (1..<6).flatMap { level in
      try episodes(
        RolloutVariant("patched", policy: policy, plan: Self.plan(level)), .levels([level], mode: .easy))
    }
    #expect(together == apart && Set(together).count > 1)
  }

  @Test func probes() throws {
    let sites = try Self.site.sites(in: policy.graph)
    func rows(_ levels: LevelList, _ edits: LevelPlan) throws -> Tensor {
      let rows = try ProbeRows(
        of: .levels(levels), perMaze: 2, sites: sites, policy: policy, under: edits, renderer: .plain,
        options: RunOptions())
      return try #require(rows.activations[sites[0].name])
    }
    let together = try rows(LevelList(1..<4), edits)
    let apart = try (1..<4).map { try rows(LevelList($0..<$0 + 1), LevelPlan(Self.plan($0))) }
    #expect(together.scalars == Tensor.concatenating(rows: apart).scalars)
  }

  @Test func whatIsWrongNamesTheLevel() throws {
    let edits = LevelPlan(["x"]) { level in
      if level == 2 { throw MazeSetError.nothing(of: "a", wanted: "b") }
      return Self.plan(level)
    }
    let error = message { _ = try edits.plan(on: 2) }
    #expect(error.contains("(on level 2)"), "\(error)")
  }
}
