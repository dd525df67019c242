import Experiments
import HookKit
import Statistics
import Testing

@Suite struct ModelComparisonTests {
  private let values: [[Int: Double]] = [
    [1: 0.1, 2: 0.2, 3: 0.3, 4: 0.4, 5: 0.5, 9: 0.9], [1: 0.2, 2: 0.4, 3: 0.3, 4: 0.6, 5: 0.5],
  ]

  private func comparison(_ models: [String]) throws -> ModelComparison {
    try ModelComparison(models, unit: "level") { ModelMeasure("cheese", values, in: 0...1) }
  }

  @Test func mazesArePaired() throws {
    let found = try comparison(["a.pth", "b.pth"])
    let (first, second) = (found.entries[0], found.entries[1])
    // Maze 9 has a value under one policy only.
    #expect(first.mean.count == 5 && abs(first.mean.estimate - 0.3) < 1e-12 && first.difference == nil)
    let difference = try #require(second.difference)
    let expected = try UnitEstimate(Sample([0.1, 0.2, 0, 0.2, 0], in: -1...1))
    #expect(abs(difference.estimate - 0.1) < 1e-12 && difference.count == 5)
    let (own, other) = (try #require(difference.interval), try #require(expected.interval))
    #expect(abs(own.lower - other.lower) < 1e-9 && abs(own.upper - other.upper) < 1e-9)
  }

  @Test func stepsAreReadFromNames() throws {
    #expect(try comparison(["run_20.pth", "run_1000.pth"]).steps == [20, 1000])
    #expect(try comparison(["a.pth", "b.pth"]).steps == [nil, nil])
  }

  @Test func whatIsFoundOfEachFollows() throws {
    let parts = try ["x", "y"].map { text in
      try Findings("part") { Measures("rates") { Measure(text, 1) } }
    }
    for (models, slugs) in [(["a.pth", "b.pth"], ["a-pth", "b-pth"]), (["a.pth", "a pth"], ["a-pth-1", "a-pth-2"])] {
      let findings = try comparison(models).findings("Two policies", parts)
      try findings.checkedNames()
      let names = findings.items.map(\.name).filter { !$0.isEmpty }
      #expect(names == ["models", "models-cheese"] + slugs.map { "\($0)-rates" })
      #expect(findings.json.line.contains("\"name\":\"\(slugs[1])-rates\""))
      #expect(findings.text.contains("differences are those to \(models[0])"))
    }
  }

  @Test func noMazeInCommonIsAnError() {
    #expect(throws: StatisticsError.self) {
      try ModelComparison(["a", "b"], unit: "level") { ModelMeasure("cheese", [[1: 0.5], [2: 0.5]], in: 0...1) }
    }
  }
}
