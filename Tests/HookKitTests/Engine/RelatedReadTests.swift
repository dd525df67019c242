import HookKit
import Testing

/// Edits that read other sites, or what would be there without edits, leave rows related, and share what plans share.
@Suite struct RelatedReadTests {
  /// Adds the same element of another value.
  private struct Blend: Intervention {
    static let kind = "blend"
    @Parameter var site: String?
    var locality: Locality { .elementwise }
    var reads: [SitePattern] { site.map { [SitePattern($0)] } ?? [] }
    var readsOriginal: Bool { site == nil }
    init() {}
    init(_ site: String?) { self.site = site }

    func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
      value.combined(with: site.map { context.value(of: SitePattern($0)) } ?? context.original) { 0.5 * $0 + $1 }
    }
  }

  private static let plans = [
    Plan { Edit("b_out", Blend("a_out")) }, Plan { Edit("b_out", Blend(nil)) },
    Plan {
      Edit("a_out", .shift(by: 0.5))
      Edit("b_out", Blend(nil))
      Edit("sum_out", Blend("b_out"))
    },
    Plan {
      Edit("a_out", Blend(nil))
      Edit("sum_out", Blend(nil), on: .channels(1))
    },
    Plan(),
  ]

  @Test(arguments: [9, 40], [true, false])
  func theyGiveWhatUnrelatedRowsGive(rows: Int, together: Bool) throws {
    let graph = try BranchingNetwork.graph(sumFirst: false)
    let inputs = BranchingNetwork.inputs(rows)
    let options = RunOptions(engine: EngineOptions(relatesExactly: true, threads: 1))
    let slow = RunOptions(
      engine: EngineOptions(relatesRows: false, sharesPrefixes: false, packsPlans: false, threads: 1))
    let runs =
      try together
      ? graph.runs(inputs, under: Self.plans, capturing: ["*"], options: options)
      : Self.plans.map { try graph.run(inputs, under: $0, capturing: ["*"], options: options) }
    for (plan, run) in zip(Self.plans, runs) {
      let expected = try graph.run(inputs, under: plan, capturing: ["*"], options: slow)
      for (name, value) in expected.captured {
        let off = (run[name] - value).largestMagnitude
        #expect(off <= 1e-4 * max(1, value.largestMagnitude), "\(name) under \(plan.calls)")
      }
      #expect(run.receipts.map(\.changed) == expected.receipts.map(\.changed))
    }
  }

  /// A read costs no more than the same edit without one: products are those of an edit that reads nothing.
  @Test(arguments: ["a_out", nil] as [String?])
  func theyCostNoMoreProducts(site: String?) throws {
    let graph = try BranchingNetwork.graph(sumFirst: false)
    let inputs = BranchingNetwork.inputs(40)
    func products(_ plans: [Plan]) throws -> Int {
      try graph.forecast(inputs, under: plans, options: RunOptions(engine: EngineOptions(threads: 1))).cost.multiplyAdds
    }
    let (plain, reading) = (Plan { Edit("b_out", .shift(by: 1)) }, Plan { Edit("b_out", Blend(site)) })
    #expect(try products([reading]) == products([plain]))
    #expect(try products([Plan(), reading]) == products([Plan(), plain]))
    let unrelated = EngineOptions(relatesRows: false, threads: 1)
    let dense = try graph.forecast(inputs, under: [reading], options: RunOptions(engine: unrelated)).cost.multiplyAdds
    #expect(try products([reading]) < dense)
  }
}
