import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab
import Testing

@testable import Sweeps

/// Twins stand for all edits of a site together.
@Suite struct NetChangeTests {
  private static let site: SitePattern = "embedder.block2.res1.resadd_out"
  private static let name = "embedder.block2.res1.resadd_out"

  /// The cheese vector of level 1 in two parts, whose sum is small beside them.
  private static let parts = [
    Edit(site, .add(vector: "level 1", scale: -2)), Edit(site, .add(vector: "level 1 without cheese", scale: 2)),
  ]
  /// The same as one edit.
  private static let whole = Edit(site, .add(vector: "level 1 minus level 1 without cheese", scale: -2))

  /// What the edits of the site do together on some squares of a level.
  private func run(
    _ plan: Plan, seed: UInt64 = 0
  ) throws -> (change: Tensor, changes: [SiteChange], receipts: [Receipt]) {
    let (policy, setting, state) = (try Trials.policy(), try Trials.setting(), try MazeState(level: 1, mode: .easy))
    let inputs = Inputs(mouseOn: Array(state.maze.legalSquares.prefix(4)), of: state, renderer: setting.renderer)
    let options = RunOptions(seed: seed, observations: setting.observations, wantsChanges: true)
    let run = try policy.graph.run(
      inputs, under: plan, capturing: [Capture(Self.site), .before(Self.site)], options: options)
    return (
      try #require(run.captured[Self.name]) - (try #require(run.capturedBefore[Self.name])), run.changes, run.receipts
    )
  }

  private func twin(_ plan: Plan, _ control: Control, draw: Int = 0) throws -> Plan {
    let draws = try Controls(control, draws: draw + 1).twins(of: plan, in: Trials.policy().graph)
    return try #require(draws.last).plan
  }

  private func near(_ a: Double, _ b: Double, _ bound: Double = 1e-4) -> Bool {
    abs(a - b) <= bound * max(abs(a), abs(b))
  }

  @Test(arguments: [Control.random, .permuted, .shuffled, .flipped])
  func theSumOfAddedVectorsIsMatched(control: Control) throws {
    let plan = Plan(edits: Self.parts)
    let (edits, twin) = (try run(plan), try run(twin(plan, control)))
    #expect(twin.receipts.count == 1)
    #expect(near(edits.change.norm, twin.change.norm))
    for row in 0..<4 { #expect(near(edits.change.row(row).norm, twin.change.row(row).norm)) }
    // Either part alone is several times as large.
    #expect(edits.receipts.allSatisfy { $0.changeNorm > 2 * edits.change.norm })
  }

  /// An edit drawn for each row leaves nothing of the vector before it, so that its twins have no direction that rows share.
  @Test(arguments: [false, true]) func whatADrawnEditOverwritesIsNoPartOfTwins(isOverwritten: Bool) throws {
    let shape = try Self.site.sites(in: Trials.policy().graph)[0].shape
    let bank = TensorSource.values(Tensor(repeating: 0, shape: shape.batched(2)))
    let vector = Edit(Self.site, .add(vector: "level 1", scale: 50)), drawn = Edit(Self.site, .resample(from: bank))
    let twin = try run(twin(Plan(edits: isOverwritten ? [vector, drawn] : [drawn, vector]), .random)).change
    let (first, second) = (twin.row(0), twin.row(1))
    let cosine =
      zip(first.scalars, second.scalars).reduce(0.0) { $0 + Double($1.0 * $1.1) } / (first.norm * second.norm)
    #expect(isOverwritten ? abs(cosine) < 0.1 : cosine > 0.9, "\(cosine)")
  }

  @Test func aGroupHasOneTwinAndOtherEditsStay() throws {
    let later: SitePattern = "embedder.block3.res1.resadd_out"
    let plan = Plan {
      Edit(later, .scale(by: 0.5))
      Plan.group("pair") {
        Edit(Self.site, .zero, on: .channels(3))
        Edit(later, .zero, on: .channels(4))
        Edit(Self.site, .scale(by: 2), on: .channels(5))
      }
      Edit(Self.site, .scale(by: 0.25), on: .channels(9))
    }
    let graph = try Trials.policy().graph
    var controls = Controls(.channels, draws: 2)
    controls.group = "pair"
    let twins = try controls.twins(of: plan, in: graph)
    #expect(twins.count == 2)
    for twin in twins.map(\.plan) {
      #expect(twin.edits.count == 4 && twin.edits.first == plan.edits[0] && twin.edits.last == plan.edits[4])
      #expect(twin.edits[1...2].map(\.pattern) == [Self.site, later])
      #expect(twin.edits[1...2].allSatisfy { $0.intervention is NullEdits })
    }
    controls.group = "pairs"
    #expect(throws: PlanError.noGroup("pairs", known: ["pair"])) { try controls.twins(of: plan, in: graph) }
  }

  @Test func onePercentileHoweverTheEditIsWritten() throws {
    let (setting, state) = (try Trials.setting(), try MazeState(level: 1, mode: .easy))
    func percentiles(_ plan: Plan) throws -> [Double] {
      let options = RunOptions(observations: setting.observations, wantsChanges: true)
      let comparison = try FieldComparison.compute(
        state, policy: setting.policy, under: plan, renderer: setting.renderer, options: options)
      let effects = try NullEffects(
        of: comparison, on: state, policy: setting.policy, controls: Controls(.random, draws: 8),
        metrics: [MeanTotalVariation(), ValueChange()], renderer: setting.renderer, options: options)
      let size = try #require(effects.sizes.first)
      #expect(effects.sizes.count == 1 && size.site == Self.name && size.twins.count == 8)
      // Twins of one vector differ from it by rounding alone.
      #expect(try near(size.range.lowerBound, size.range.upperBound) && near(#require(size.plan), size.mean))
      return effects.entries.map(\.percentile.estimate)
    }
    let (together, apart) = (try percentiles(Plan { Self.whole }), try percentiles(Plan(edits: Self.parts)))
    #expect(together[0] == 100 && apart[0] == 100)
    #expect(abs(together[1] - apart[1]) <= 25)
  }

  @Test(arguments: [Control.random, .flipped])
  func whatLaterEditsUndoIsNotMatched(control: Control) throws {
    // What is added to channel 3 is set to zero afterwards: what is left is that it is zero.
    let plan = Plan {
      Edit(Self.site, .noise(scale: 5), on: .channels(3)); Edit(Self.site, .zero, on: .channels(3, 4))
    }
    let (zero, twin) = (try run(Plan { Edit(Self.site, .zero, on: .channels(3, 4)) }), try run(twin(plan, control)))
    for row in 0..<4 { #expect(near(zero.change.row(row).norm, twin.change.row(row).norm)) }
    let touched = (0..<32).filter { channel in (0..<4).contains { twin.change.row($0).row(channel).norm > 0 } }
    #expect(touched == [3, 4])
  }

  @Test func editsThatCancelHaveTwinsThatDoNothing() throws {
    let plan = Plan {
      Self.whole; Edit(Self.site, .add(vector: "level 1 minus level 1 without cheese", scale: 2))
    }
    #expect(try run(twin(plan, .random)).change.norm < 1e-3 * run(Plan { Self.whole }).change.norm)
  }

  @Test func aGlobAndANameAreTwoEditsOfOneSite() throws {
    let plan = Plan {
      Edit("embedder.block2.*.resadd_out", .scale(by: 0.5)); Edit(Self.site, .add(vector: "level 1", scale: 0.1))
    }
    let twin = try twin(plan, .random)
    #expect(twin.edits.map(\.pattern.text) == [Self.name, "embedder.block2.res2.resadd_out"])
    let (edits, twins) = (try run(plan).changes, try run(twin).changes)
    #expect(edits.map(\.site) == twins.map(\.site))
    #expect(near(try #require(edits[0].ratio), try #require(twins[0].ratio)))
  }

  @Test func channelsAreReplacedAlikeInAllEdits() throws {
    // Set and then scaled: 7 x 2 wherever both act, 7 where only the first does.
    let plan = Plan {
      Edit(Self.site, .set(value: 7), on: .channels(3, 5)); Edit(Self.site, .scale(by: 2), on: .channels(5))
    }
    let policy = try Trials.policy()
    let inputs = Inputs(Tensor(repeating: 0.5, shape: policy.graph.inputShape.batched(2)))
    let value = try policy.graph.run(inputs, under: twin(plan, .channels), capturing: [Capture(Self.site)])[Self.name]
    let constant = (0..<32).reduce(into: [Float: [Int]]()) { found, channel in
      let scalars = value.row(0).row(channel).scalars
      if Set(scalars).count == 1, scalars[0] >= 7 { found[scalars[0], default: []].append(channel) }
    }
    #expect(constant.mapValues(\.count) == [7: 1, 14: 1])
    #expect(Set(constant.values.joined()).isDisjoint(with: [3, 5]))
  }

  /// The cosine of the angle between the changes of two rows.
  private func cosine(_ change: Tensor, _ first: Int, _ second: Int) -> Double {
    let dot = zip(change.row(first).scalars, change.row(second).scalars).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    return dot / (change.row(first).norm * change.row(second).norm)
  }

  @Test func rowsHaveDirectionsOfTheirOwnWhereTheEditDrawsForEach() throws {
    for (edit, draws) in [
      (Edit(Self.site, .noise(scale: 1)), true), (Edit(Self.site, .resample(from: "levels 0..<9")), true),
      (Edit(Self.site, .noise(scale: 1, shared: true)), false), (Edit(Self.site, .zero), false), (Self.whole, false),
    ] {
      let plan = Plan { edit }
      let change = try run(twin(plan, .random)).change
      #expect((abs(cosine(change, 0, 1)) < 0.1) == draws && (cosine(change, 0, 1) > 0.99) == !draws, "\(edit)")
      #expect(near(change.row(2).norm, try run(plan).change.row(2).norm))
      // The twin's draws are not the edit's.
      #expect(try run(twin(plan, .random, draw: 1)).change != change)
    }
  }

  @Test func whatRowsShareStaysSharedBesideNoise() throws {
    // A vector and noise of about its size: rows agree by half, in the plan and in its twin.
    let size = try run(Plan { Self.whole }).change.row(0).norm
    let plan = Plan {
      Self.whole; Edit(Self.site, .noise(scale: Float(size / Double(32 * 16 * 16).squareRoot())))
    }
    let (edits, twin) = (try run(plan).change, try run(twin(plan, .random)).change)
    #expect(abs(cosine(edits, 0, 1) - 0.5) < 0.05 && abs(cosine(twin, 0, 1) - 0.5) < 0.05)
    for row in 0..<4 { #expect(near(edits.row(row).norm, twin.row(row).norm)) }
    #expect(
      abs(zip(edits.scalars, twin.scalars).reduce(0) { $0 + Double($1.0 * $1.1) }) < 0.05 * edits.norm * twin.norm)
  }

  @Test func editsOfDifferentTimesActInTheTwinWhenTheyWould() throws {
    let plan = Plan {
      Edit(Self.site, .zero, when: Timing("a")); Edit(Self.site, .scale(by: 3), when: Timing("b"))
    }
    let (policy, state, setting) = (try Trials.policy(), try MazeState(level: 1, mode: .easy), try Trials.setting())
    let plain = Inputs(mouseOn: Array(state.maze.legalSquares.prefix(4)), of: state, renderer: setting.renderer)
    let holds = [(true, false), (false, true), (true, true), (false, false)]
    let rows = zip(plain.rows, holds).map { row, holds in
      var row = row
      row.moment = Moment(step: 0, conditions: ["a": holds.0, "b": holds.1])
      return row
    }
    func change(_ plan: Plan) throws -> Tensor {
      let run = try policy.graph.run(
        Inputs(plain.tensor, rows: rows), under: plan, capturing: [Capture(Self.site), .before(Self.site)])
      return try #require(run.captured[Self.name]) - (try #require(run.capturedBefore[Self.name]))
    }
    let (edits, twin) = (try change(plan), try change(twin(plan, .random)))
    for row in 0..<3 { #expect(near(edits.row(row).norm, twin.row(row).norm)) }
    #expect(edits.row(3).norm == 0 && twin.row(3).norm == 0)
    #expect(throws: FaultList.self) { try policy.graph.run(plain, under: self.twin(plan, .random)) }
  }
}
