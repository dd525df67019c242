import Foundation
import GRDB
import HookKit
import MazeEnv
import MazeLab
import Synchronization
import Testing

@testable import Sweeps

@Suite struct RunnerTests {
  @Test func pointsAreWhatComparisonsSay() throws {
    try Trials.inFolder { folder in
      let (path, runner) = (folder.appendingPathComponent("a.sqlite").path, try Trials.runner())
      let progress = try Trials.run(runner, to: path)
      #expect(progress.isComplete && progress.done == 12)
      let results = try SweepResults(SweepReader(path))
      #expect(results.rows.count == 12)
      let setting = runner.setting
      for row in results.rows {
        let point = try runner.layout.sweep.point(at: row.id)
        let state = try runner.layout.sweep.state(of: point.scene)
        let comparison = try FieldComparison.compute(
          state, policy: setting.policy, under: point.plan, renderer: setting.renderer,
          options: RunOptions(observations: setting.observations))
        let variation = try #require(row.values[0])
        #expect(abs(variation - comparison.difference.meanTotalVariation) < 1e-5)
        let decision = DecisionSquare().value(of: comparison)
        #expect((row.values[1] == nil) == (decision == nil))
        if let wanted = decision, let found = row.values[1] { #expect(abs(found - wanted) < 1e-4) }
      }
    }
  }

  @Test func unitsDoNotDependOnWorkersShardsOrStops() throws {
    try Trials.inFolder { folder in
      func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
      try Trials.run(Trials.runner(workers: 1), to: path("whole"))
      let whole = try Trials.rows(path("whole"))
      try Trials.run(Trials.runner(workers: 3), to: path("workers"))
      #expect(try Trials.rows(path("workers")) == whole)

      // Stops after every unit.
      let runner = try Trials.runner(workers: 1)
      var runs = 0
      while true {
        let store = try runner.store(at: path("stopped"), program: "test", command: "test")
        let units = Atomic<Int>(0)
        let progress = try runner.run(into: store) { _ in
          units.wrappingAdd(1, ordering: .relaxed)
        } shouldStop: {
          units.load(ordering: .relaxed) > 0
        }
        try store.close()
        runs += 1
        if progress.isComplete { break }
        #expect(progress.done > progress.before)
      }
      #expect(runs == runner.layout.unitCount && runs > 3)
      #expect(try Trials.rows(path("stopped")) == whole)

      for number in 1...2 {
        try Trials.run(Trials.runner(shard: Shard(text: "\(number)/2")), to: path("part-\(number)"))
      }
      let merged = try SweepMerge.merge([path("part-1"), path("part-2")], into: path("merged"))
      #expect(merged.points == 12 && merged.total == 12)
      #expect(try Trials.rows(path("merged")) == whole)
    }
  }

  @Test func nothingIsComputedTwice() throws {
    try Trials.inFolder { folder in
      let path = folder.appendingPathComponent("a.sqlite").path
      let runner = try Trials.runner()
      try Trials.run(runner, to: path)
      let before = try Trials.rows(path)
      let again = try Trials.run(runner, to: path)
      #expect(again.before == again.points)
      #expect(try Trials.rows(path) == before)
      let units = try SweepReader(path).query("SELECT units FROM sessions ORDER BY id").rows
      #expect(units == [[.integer(Int64(runner.layout.unitCount))], [.integer(0)]])
    }
  }

  @Test func readersMayLookWhileItRuns() throws {
    try Trials.inFolder { folder in
      let path = folder.appendingPathComponent("a.sqlite").path
      let runner = try Trials.runner(workers: 1)
      let store = try runner.store(at: path, program: "test", command: "test")
      let seen = Locked<[Int]>([])
      try runner.run(into: store) { _ in
        let count = try? SweepResults(SweepReader(path)).rows.count
        seen.withLock { $0.append(count ?? -1) }
      }
      try store.close()
      let counts = seen.withLock { $0 }
      #expect(counts == counts.sorted() && counts.first ?? 0 > 0 && counts.last == 12)
    }
  }

  @Test func faultsNameThePointAndKeepWhatIsFinished() throws {
    try Trials.inFolder { folder in
      let path = folder.appendingPathComponent("a.sqlite").path
      var description = Trials.description
      // Where all is 0 already there is nothing left for the second edit to change.
      description.patches = ["set(value: {1, 0})@embedder.block1.conv_out", "zero@embedder.block1.conv_out"]
      description.nulls = 0
      let runner = try Trials.runner(description, workers: 1, unitPlans: 1)
      #expect(throws: (any Error).self) { try Trials.run(runner, to: path) }
      #expect(try SweepResults(SweepReader(path)).rows.count >= 1)
    }
  }

  @Test func editsThatChangeNothingHaveTwinsThatChangeNothing() throws {
    try Trials.inFolder { folder in
      let path = folder.appendingPathComponent("a.sqlite").path
      try Trials.run(Trials.runner(), to: path)
      let reader = try SweepReader(path)
      let rows = try reader.query(
        "SELECT count(*), max(abs(n.value)) FROM nulls n JOIN results r ON r.point = n.point WHERE r.scale = 0 AND n.metric = 0"
      ).rows
      #expect(rows == [[.integer(18), .number(0)]])
      let moved = try reader.query(
        "SELECT min(n.value) > 0 FROM nulls n JOIN results r ON r.point = n.point WHERE r.scale = 2 AND n.metric = 0"
      ).rows
      #expect(moved == [[.integer(1)]])
    }
  }

  @Test func theForecastCountsWhatIsThenSpent() throws {
    try Trials.inFolder { folder in
      let path = folder.appendingPathComponent("a.sqlite").path
      let runner = try Trials.runner(unitPlans: 100)
      let forecast = try SweepForecast(runner)
      try Trials.run(runner, to: path)
      let spent = try SweepResults(SweepReader(path)).forwardPasses
      let ratio = forecast.forwardEquivalents / spent.spent
      #expect(spent.naive == forecast.naiveForwardEquivalents)
      #expect(forecast.points == 12)
      #expect(spent.spent > 0 && spent.spent < spent.naive)
      #expect(ratio > 0.75 && ratio < 1.33, "\(ratio)")
      #expect(forecast.text.contains("points"))
    }
  }

  @Test(arguments: ["0/3", "4/3", "1", "a/b", "1/0", "1/2/3"])
  func shardsThatAreNoneAreErrors(text: String) {
    #expect(throws: SweepError.shard(text)) { try Shard(text: text) }
  }
}
