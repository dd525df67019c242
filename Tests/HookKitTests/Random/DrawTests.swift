import HookKit
import Testing

/// What edits draw depends on what they are, and not on what else is in the plan.
@Suite struct DrawTests {
  private let inputs = SmallNetwork.inputs(3)
  private static let site: SitePattern = "body.conv_out"

  /// What is drawn at a site by all of its edits together.
  private func drawn(at site: SitePattern = Self.site, @PlanBuilder _ edits: () -> [Edit]) throws -> Tensor {
    let run = try SmallNetwork.graph().run(
      inputs, under: Plan(edits), capturing: [Capture(site), .before(site)])
    let name = try site.sites(in: SmallNetwork.graph())[0].name
    return try #require(run.captured[name]) - (try #require(run.capturedBefore[name]))
  }

  private func near(_ a: Tensor, _ b: Tensor) -> Bool { (a - b).largestMagnitude < 1e-5 }

  @Test func anEditDrawsTheSameWhateverStandsBeforeIt() throws {
    let alone = try drawn { Edit(Self.site, Jitter()) }
    let after = try drawn {
      Edit("fc_out", .shift(by: 1)); Edit(Self.site, .shift(by: 3)); Edit(Self.site, Jitter())
    }
    #expect(near(after.map { $0 - 3 }, alone))
    // A glob that means the site, too.
    #expect(try near(drawn { Edit("body.conv*", Jitter()) }, alone))
    #expect(
      try near(
        drawn {
          Edit("fc_out", Jitter()); Edit(Self.site, Jitter())
        }, alone))
  }

  @Test func equalEditsOfASiteDrawOneAfterTheOther() throws {
    let once = try drawn { Edit(Self.site, Jitter()) }
    let twice = try drawn {
      Edit(Self.site, Jitter()); Edit(Self.site, Jitter())
    }
    #expect(!near(twice, 2 * once))
    // The first of two is the one alone.
    let masked = try drawn {
      Edit(Self.site, Jitter()); Edit(Self.site, Jitter(), on: .channels(0))
    }
    #expect(near(masked.row(0).row(1).reshaped([1, 16]), once.row(0).row(1).reshaped([1, 16])))
  }

  @Test func parametersSelectionsSitesAndSeedsDrawTheirOwn() throws {
    let whole = try drawn { Edit(Self.site, Jitter()) }.row(0).row(0)
    let part = try drawn { Edit(Self.site, Jitter(), on: .channels(0)) }.row(0).row(0)
    let elsewhere = try drawn(at: "body.relu_out") { Edit("body.relu_out", Jitter()) }.row(0).row(0)
    #expect(!near(whole, part) && !near(whole, elsewhere))
    let louder = try drawn { Edit(Self.site, Louder(by: 1)) }.row(0).row(0)
    let loudest = try drawn { Edit(Self.site, Louder(by: 2)) }.row(0).row(0)
    #expect(!near(2 * louder, loudest))
  }
}

/// Noise with a parameter.
private struct Louder: Intervention {
  static let kind = "louder"
  @Parameter var by: Float = 1
  var locality: Locality { .row }
  init() {}
  init(by: Float) { self.by = by }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    let size = value.shape.row.count
    return Tensor(
      context.rows.indices.flatMap { row in
        var stream = context.random(row: row)
        return zip(value.row(row).scalars, stream.normals(size)).map { $0 + by * $1 }
      }, shape: value.shape)
  }
}
