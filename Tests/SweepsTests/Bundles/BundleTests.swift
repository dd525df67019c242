import HookKit
import Interventions
import MazeEnv
import MazeLab
import Testing

@testable import Sweeps

@Suite struct BundleTests {
  private func bundle(_ plan: Plan, seed: UInt64 = 0) throws -> RunBundle {
    try RunBundle(
      [("original", Plan()), ("patched", plan)], on: MazeState(level: 1, mode: .easy),
      setting: Trials.setting(), seed: seed,
      command: "test")
  }

  @Test func bundlesReadBackAndReplay() throws {
    let plan = Plan { Edit("embedder.block2.res1.resadd_out", .noise(scale: 0.2)) }
    let bundle = try bundle(plan, seed: 3)
    let read = try RunBundle(json: bundle.json)
    let again = try read.repeated(with: Trials.policy(), registry: Trials.registry())
    for (before, after) in zip(bundle.records, again.records) {
      #expect(before.sites == after.sites)
      #expect(try RunDifference(before, after, tolerance: 0).isIdentical)
    }
  }

  /// Sketches that are made as values come are those of the values, also of plans that share what is before their edits.
  @Test func sketchesAreThoseOfWhatIsCaptured() throws {
    let plan = Plan { Edit("embedder.block2.res1.resadd_out", .noise(scale: 0.2)) }
    let graph = try Trials.policy().graph
    let inputs = Inputs(fieldOf: try MazeState(level: 1, mode: .easy), facing: .state, renderer: .plain)
    var options = RunOptions(seed: 3)
    let runs = try graph.runs(inputs, under: [Plan(), plan], capturing: ["*"], options: options)
    options.sketchesCaptures = true
    let sketched = try graph.runs(inputs, under: [Plan(), plan], capturing: ["*"], options: options)
    for (run, sketched) in zip(runs, sketched) {
      #expect(sketched.captured.isEmpty && sketched.outputs == run.outputs)
      #expect(Set(sketched.sketches.keys) == Set(graph.sites.map(\.name)))
      for site in graph.sites {
        #expect(sketched.sketches[site.name] == RowSketches(of: run[site.name]), "\(site.name)")
      }
    }
  }

  /// Plans share what comes before their edits; what is kept of each is what is kept of it alone.
  @Test func plansTogetherAreAsEachAlone() throws {
    let plan = Plan {
      Edit("embedder.block2.res1.resadd_out", .noise(scale: 0.2))
      Edit("embedder.block3.res1.resadd_out", .zero, on: .channels(3))
    }
    let together = try bundle(plan, seed: 3)
    for (record, plan) in zip(together.records, [Plan(), plan]) {
      let alone = try RunBundle(
        [(record.name, plan)], on: MazeState(level: 1, mode: .easy), setting: Trials.setting(), seed: 3, command: "test"
      )
      #expect(alone.records[0].sites == record.sites, "\(record.name)")
    }
  }

  /// Bundles are read by programs of later, and those of before by this one.
  @Test func numbersAreBytesFromTheLowestOn() throws {
    let (numbers, text): ([UInt64], String) = ([1, 0x0102_0304_0506_0708], "AQAAAAAAAAAIBwYFBAMCAQ==")
    #expect(LittleEndian.text(numbers) == text)
    #expect(LittleEndian.numbers(text) == numbers)
    #expect(LittleEndian.text([1.5 as Float, -2].map(\.bitPattern)) == "AADAPwAAAMA=")
    #expect(LittleEndian.text([UInt32]()).isEmpty)
    for bad in ["AQ==", "AQAAAAAAAA", "?"] { #expect(LittleEndian.numbers(bad) as [UInt64]? == nil, "\(bad)") }
  }

  /// A command's own run keeps the sketches, and nobody sees that it did.
  @Test(arguments: [FieldFacing.state, .left, .both])
  func runsThatKeptSketchesAreNotDoneAgain(facing: FieldFacing) throws {
    let plan = Plan { Edit("embedder.block2.res1.resadd_out", .noise(scale: 0.2)) }
    let (state, setting) = (try MazeState(level: 1, mode: .easy), try Trials.setting())
    func runs(_ options: RunOptions) throws -> [FieldRun] {
      try VectorField.compute(
        state, policy: setting.policy, under: [Plan(), plan], renderer: setting.renderer, facing: facing,
        options: options)
    }
    func json(_ fields: [FieldRun]) throws -> [UInt8] {
      try RunBundle(
        [("original", Plan()), ("patched", plan)], fields: fields, on: state, facing: facing, setting: setting, seed: 5,
        command: "test"
      ).json
    }
    let (sketched, plain) = (try runs(RunOptions(seed: 5).sketching), try runs(RunOptions(seed: 5)))
    #expect(try json(sketched) == json([]))
    #expect(sketched.map(\.field) == plain.map(\.field) && sketched.map(\.receipts) == plain.map(\.receipts))
  }

  /// Keys that mean nothing are refused wherever they are.
  @Test(arguments: [
    #""model":"#, #""plan":"#, #""site":"#, #""grid":"#, #""norms":"#,
  ])
  func unknownKeysAreRefused(before key: String) throws {
    let text = String(decoding: try bundle(Plan()).json, as: UTF8.self)
    let place = try #require(text.range(of: key))
    let changed = text.replacingCharacters(in: place, with: #""colour":1,"# + key)
    #expect {
      try RunBundle(json: Array(changed.utf8))
    } throws: { error in
      "\(error)".contains("the key \"colour\" means nothing here")
    }
  }

  @Test func theFirstSiteThatPartsIsTheEditedOne() throws {
    let bundle = try bundle(Plan { Edit("embedder.block2.res1.resadd_out", .zero, on: .channels(3)) })
    let difference = try RunDifference(
      bundle.records[0], bundle.records[1], tolerance: RunDifference.rounding)
    let first = try #require(difference.first)
    #expect(first.site == "embedder.block2.res1.resadd_out")
    #expect(first.squares.first?.square == bundle.records[0].field.squares.first)
    #expect(difference.largestProbabilityChange > 0)
    #expect(!difference.isIdentical)
  }

  @Test func sketchesTellDistances() throws {
    let site = try #require(Trials.policy().graph.site(named: "embedder.block2.res1.resadd_out"))
    var random = RandomStream(seed: 1)
    func sketch(_ row: Tensor) -> ActivationSketch { ActivationSketch(RowSketches(of: row), of: site) }
    let row = Tensor(random.normals(site.shape.count), shape: site.shape.batched(1))
    let step = Tensor(random.normals(site.shape.count), shape: site.shape.batched(1))
    for size: Float in [0.001, 0.1, 0.5] {
      let moved = row + size * step
      let distance = sketch(row).distance(0, to: sketch(moved), 0)
      let truth = (size * step).norm / max(row.norm, moved.norm)
      #expect(distance > 0.4 * truth && distance < 1.9 * truth, "\(size)")
    }
    #expect(sketch(row).distance(0, to: sketch(row), 0) == 0)
    var other = row
    other.withUnsafeMutableScalars { $0[7] = $0[7].nextUp }
    #expect(sketch(row).distance(0, to: sketch(other), 0) > 0)
  }

  @Test func bundlesThatCannotBeReadOrRunAreErrors() throws {
    let json = try bundle(Plan()).json
    let text = String(decoding: json, as: UTF8.self)
    for bad in [
      "", "{}", "[1]", String(text.prefix(text.count / 2)),
      text.replacing("\"version\":1", with: "\"version\":2"),
      text.replacing("\"version\":1", with: "\"version\":1,\"verison\":1"),
    ] {
      #expect(throws: BundleError.self) { try RunBundle(json: Array(bad.utf8)) }
    }
    let other = try RunBundle(json: Array(text.replacing(try Trials.policy().sha256, with: "0").utf8))
    #expect(throws: BundleError.self) {
      try other.repeated(with: Trials.policy(), registry: Trials.registry())
    }
  }

  @Test func sweepsReplay() throws {
    try Trials.inFolder { folder in
      let path = folder.appendingPathComponent("a.sqlite").path
      try Trials.run(Trials.runner(), to: path)
      let replay = try SweepReplay(SweepReader(path), policies: [Trials.policy()], registry: Trials.registry())
      let outcome = try replay.run()
      #expect(outcome.points == 12 && outcome.values == 12 * 2 * 4)
      #expect(outcome.identical == outcome.values)
    }
  }
}
