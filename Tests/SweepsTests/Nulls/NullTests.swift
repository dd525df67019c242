import HookKit
import Interventions
import MazeEnv
import MazeLab
import Testing

@testable import Sweeps

@Suite struct NullTests {
  private static let site: SitePattern = "embedder.block2.res1.resadd_out"

  /// The change that an edit makes at its site, `[N, ...]`, on some squares of a level.
  private func change(_ edit: Edit, seed: UInt64 = 0, level: Int = 0) throws -> Tensor {
    let (policy, setting) = (try Trials.policy(), try Trials.setting())
    let state = try MazeState(level: level, mode: .easy)
    let inputs = Inputs(
      mouseOn: Array(state.maze.legalSquares.prefix(4)), of: state, renderer: setting.renderer)
    let options = RunOptions(seed: seed, observations: setting.observations)
    let captures = [Capture(edit.pattern), Capture(edit.pattern, .before)]
    let run = try policy.graph.run(inputs, under: Plan { edit }, capturing: captures, options: options)
    let name = try edit.pattern.sites(in: policy.graph)[0].name
    return try #require(run.captured[name]) - (try #require(run.capturedBefore[name]))
  }

  private func add(on selection: Selection = .all) -> Edit {
    Edit(Self.site, .add(vector: "level 1 minus level 1 without cheese", scale: 2), on: selection)
  }

  /// The twin of some edits of one site.
  private func twin(_ edits: Edit..., control: Control, draw: Int = 0) throws -> Edit {
    let site = try edits[0].pattern.sites(in: Trials.policy().graph)[0]
    return try Edit(inPlaceOf: SiteEdits(site: site, edits: edits), control, draw: draw)
  }

  private func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-4 * max(abs(a), abs(b), 1e-9) }

  @Test(arguments: [Control.random, .permuted, .shuffled, .flipped])
  func twinsHaveTheNormOfTheEdit(control: Control) throws {
    let original = try change(add())
    let twin = try change(twin(add(), control: control))
    #expect(near(original.norm, twin.norm))
    #expect(!twin.isIdentical(to: original))
    for row in 0..<4 { #expect(near(original.row(row).norm, twin.row(row).norm)) }
  }

  @Test func flippedIsTheOpposite() throws {
    let (original, twin) = (
      try change(add()), try change(twin(add(), control: .flipped))
    )
    #expect((original + twin).largestMagnitude < 1e-4)
  }

  @Test func permutedMovesWholeChannels() throws {
    let (original, twin) = (
      try change(add()).row(0), try change(twin(add(), control: .permuted)).row(0)
    )
    func channels(_ tensor: Tensor) -> [Double] { (0..<tensor.shape[0]).map { tensor.row($0).norm }.sorted() }
    for (a, b) in zip(channels(original), channels(twin)) { #expect(abs(a - b) < 1e-4) }
  }

  @Test func shuffledMovesPlacesTheSameWayInEveryChannel() throws {
    let (original, twin) = (
      try change(add()).row(0), try change(twin(add(), control: .shuffled)).row(0)
    )
    func places(_ tensor: Tensor) -> [Double] {
      let (channels, places) = (tensor.shape[0], tensor.shape[1] * tensor.shape[2])
      return (0..<places).map { place in
        (0..<channels).reduce(0.0) { $0 + Double(tensor.scalars[$1 * places + place]) * Double($1 + 1) }
      }.sorted()
    }
    for (a, b) in zip(places(original), places(twin)) { #expect(abs(a - b) < 1e-2) }
  }

  @Test func drawsDifferAndSeedsRepeat() throws {
    func draw(_ number: Int, seed: UInt64, level: Int = 0) throws -> Tensor {
      try change(twin(add(), control: .random, draw: number), seed: seed, level: level)
    }
    let first = try draw(0, seed: 0)
    #expect(try draw(0, seed: 0).isIdentical(to: first))
    #expect(try !draw(1, seed: 0).isIdentical(to: first))
    #expect(try !draw(0, seed: 1).isIdentical(to: first))
    // The same vector on another level: that is what makes a mean over levels comparable.
    #expect(try (draw(0, seed: 0, level: 2).row(0) - first.row(0)).largestMagnitude < 1e-3)
  }

  @Test func onlySelectedElementsCountAndChange() throws {
    let selection = Selection.indices([.positions([3, 5])])
    let (original, twin) = (
      try change(add(on: selection)),
      try change(twin(add(on: selection), control: .random))
    )
    #expect(near(original.norm, twin.norm))
    let row = twin.row(0)
    for channel in 0..<row.shape[0] where ![3, 5].contains(channel) { #expect(row.row(channel).norm == 0) }
  }

  @Test func changesThatDifferByRowAreMatchedRowByRow() throws {
    let edit = Edit(Self.site, .zero)
    let (original, twin) = (try change(edit), try change(twin(edit, control: .random)))
    for row in 0..<4 { #expect(near(original.row(row).norm, twin.row(row).norm)) }
  }

  @Test func otherChannelsAreOthersAndAsMany() throws {
    let edit = Edit(Self.site, .zero, on: .channels(3, 5))
    let twin = try change(twin(edit, control: .channels, draw: 1))
    func touched(_ tensor: Tensor) -> Set<Int> {
      Set(
        (0..<tensor.rows).flatMap { row in (0..<tensor.shape[1]).filter { tensor.row(row).row($0).norm > 0 } }
      )
    }
    #expect(touched(twin).isDisjoint(with: [3, 5]))
    #expect((1...2).contains(touched(twin).count))
  }

  /// Among copies of its twins an effect would seem more extreme than it is.
  @Test func twinsAreNotDrawnTwice() throws {
    let graph = try Trials.policy().graph
    let site = try Self.site.sites(in: graph)[0]
    func twins(_ draws: Int, _ edits: Edit...) throws -> Int {
      try Controls(.channels, draws: draws).twins(of: Plan(edits: edits), in: graph).count
    }
    let (one, two) = (Edit(Self.site, .zero, on: .channels(3)), Edit(Self.site, .zero, on: .channels(3, 5)))
    let others = site.channels - 1
    #expect(try twins(others, one) == others)
    #expect(throws: ControlError.tooMany("channels", draws: others + 1, different: others, sites: [site.name])) {
      try twins(others + 1, one)
    }
    // Pairs of channels, and combinations of the twins at two sites, are more than enough.
    #expect(try twins(100, two) == 100)
    #expect(try twins(100, one, Edit("embedder.block3.res1.resadd_out", .zero, on: .channels(3))) == 100)
    #expect(try Controls(.random, draws: 100).twins(of: Plan(edits: [one]), in: graph).count == 100)
  }

  @Test func controlsThatDoNotFitAreErrors() throws {
    #expect(throws: ControlError.self) { try twin(add(), control: .channels) }
    #expect(throws: (any Error).self) {
      _ = try change(twin(add(on: .channels(3)), control: .permuted))
    }
  }

  @Test func oneComparisonStandsAmongItsTwins() throws {
    let (setting, state) = (try Trials.setting(), try MazeState(level: 1, mode: .easy))
    let options = RunOptions(observations: setting.observations)
    let comparison = try FieldComparison.compute(
      state, policy: setting.policy, under: Plan { add() }, renderer: setting.renderer, options: options)
    let effects = try NullEffects(
      of: comparison, on: state, policy: setting.policy, controls: Controls(.random, .flipped, draws: 8),
      metrics: [MeanTotalVariation(), DecisionSquare()], renderer: setting.renderer, options: options)
    let random = try #require(effects.entries.first { $0.control == .random })
    #expect(random.metric == "mean-total-variation" && random.comparison.count == 8)
    #expect(random.comparison.value == comparison.difference.meanTotalVariation)
    #expect(random.percentile.contains(random.percentile.estimate))
    #expect(effects.entries.first { $0.control == .flipped }?.comparison.count == 1)
    // Without a decision square there is no entry for it.
    #expect(effects.entries.contains { $0.metric == "decision-square" } == (comparison.decision != nil))
  }

  @Test func twinsActInMazesThatTheyWereNotPreparedFor() throws {
    // Rollouts prepare edits for the first maze; those of the others differ in size.
    let (setting, levels) = (try Trials.setting(), [0, 1, 2, 3, 4, 5])
    #expect(try Set(levels.map { try MazeState(level: $0, mode: .hard).maze.geometry }).count > 1)
    func norm(_ edit: Edit) throws -> Double {
      var options = RolloutOptions()
      (options.steps, options.choice) = (1, .argmax)
      let receipts = try Rollout.run(
        .levels(levels, mode: .hard), policy: setting.policy, plan: Plan { edit }, on: .native(setting.renderer),
        options: options
      ) { _ in }
      #expect(receipts.map(\.rows) == [levels.count])
      return receipts[0].changeNorm
    }
    for edit in [
      Edit(Self.site, .zero), Edit(Self.site, .zero, on: .channels(3, 5)),
      Edit(Self.site, .zero, on: .square(row: 1, column: 1)),
    ] {
      for control in [Control.random, .flipped] {
        #expect(near(try norm(edit), try norm(twin(edit, control: control))), "\(edit) \(control)")
      }
    }
  }

  @Test func twinsActWhenTheirEditDoes() throws {
    let edit = Edit(Self.site, .zero, on: .channels(3), when: Timing(.atDecisionSquare))
    for control in Control.builtIn {
      #expect(try twin(edit, control: control).timing == edit.timing)
    }
  }

  @Test func theDefaultControlFitsTheEdits() throws {
    let (controls, graph) = (Controls(draws: 2), try Trials.policy().graph)
    #expect(try controls.twins(of: Plan { add() }, in: graph).map(\.control) == [.random, .random])
    #expect(
      try controls.twins(of: Plan { add(on: .channels(1)) }, in: graph).map(\.control) == [
        .channels, .channels,
      ])
    #expect(
      try Controls(.flipped, .random, draws: 2).twins(of: Plan { add() }, in: graph).map(\.draw) == [0, 0, 1])
    #expect(try Controls.none.twins(of: Plan { add() }, in: graph).isEmpty)
  }
}
