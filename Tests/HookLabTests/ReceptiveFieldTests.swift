import HookKit
import ImpalaModel
import Testing

@testable import HookLab

/// Receptive fields: by hand for single layers, and by changing pixels for all of the bundled policy's.
@Suite struct ReceptiveFieldTests {
  private let graph: ModuleGraph

  init() throws { graph = try Policy.bundled().graph }

  @Test func theFirstLayersAreThoseOfPaper() {
    let sights = CellSight.all(of: graph)
    // A 3x3 convolution with padding 1, then a 3x3 pooling by 2 with padding 1.
    #expect(sights[1].field?.lines.prefix(3) == [0..<2, 0..<3, 1..<4])
    #expect(sights[2].field?.columns.prefix(3) == [0..<3, 0..<5, 2..<7])
  }

  /// The network of baselines, whose poolings begin at the first cell.
  private static func baselines() throws -> ModuleGraph {
    var parameters = RandomParameters(seed: 8)
    return try BaselinesImpala.graph(from: &parameters, signatureShape: [3, 3, 3, 4])
  }

  @Test func poolingsThatBeginLaterSeeOtherPixels() throws {
    let sights = CellSight.all(of: try Self.baselines())
    #expect(sights[2].field?.lines.prefix(2) == [0..<4, 1..<6] && sights[2].field?.lines.last == 61..<64)
  }

  @Test(arguments: [false, true]) func nothingOutsideAFieldReachesItsCell(isOfBaselines: Bool) throws {
    let graph = isOfBaselines ? try Self.baselines() : graph
    let plain = Tensor(repeating: 0.5, shape: [1, 3, 64, 64])
    for (line, column) in [(0, 0), (31, 20), (63, 63)] {
      var changed = plain
      for channel in 0..<3 { changed[0, channel, line, column] = 1 }
      let names = graph.sites.filter { $0.shape.rank == 3 }.map(\.name)
      let captures = names.map { Capture(stringLiteral: $0) }
      let (before, after) = (
        try graph.run(Inputs(plain), capturing: captures), try graph.run(Inputs(changed), capturing: captures)
      )
      for (site, sight) in zip(graph.sites, CellSight.all(of: graph)) {
        guard let field = sight.field else { continue }
        let changed = differences(before[site.name], after[site.name])
        let outside = changed.filter {
          !field.lines[$0.row].contains(line) || !field.columns[$0.column].contains(column)
        }
        #expect(!changed.isEmpty && outside.isEmpty, "\(site.name): \(outside.prefix(3))")
      }
    }
  }

  /// The cells whose values differ by more than the rounding of sums in another order.
  private func differences(_ first: Tensor, _ second: Tensor) -> [(row: Int, column: Int)] {
    let (height, width) = (first.shape[2], first.shape[3])
    return first.scalars.indices.filter { abs(first.scalars[$0] - second.scalars[$0]) > 1e-4 }
      .map { ($0 / width % height, $0 % width) }
  }

  @Test func vectorsHaveNoPlacesAndSayWhy() {
    let sights = CellSight.all(of: graph)
    for site in graph.sites {
      #expect((sights[site.index].field == nil) == (site.shape.rank == 1), "\(site.name)")
      #expect((sights[site.index].reason == nil) == (site.shape.rank == 3), "\(site.name)")
    }
  }

  @Test func averagesNormsAndConcatenationsKeepPlaces() throws {
    var builder = GraphBuilder(input: [2, 8, 8])
    let pooled = try builder.add("pool", AveragePool2d(kernel: 2), builder.input)
    let widened = try builder.add("tanh", Tanh(), pooled)
    let wide = try builder.add(
      "conv",
      Conv2d(
        weight: Tensor(repeating: 1, shape: [2, 2, 3, 3]), bias: Tensor(repeating: 0, shape: [2]), padding: 1), pooled)
    let both = try builder.add("concat", Concat(2), widened, wide)
    let small = try builder.add("adaptive", AdaptiveAveragePool2d(height: 3, width: 1), both)
    let normed = try builder.add(
      "norm",
      LayerNorm(weight: Tensor(repeating: 1, shape: [4, 3, 1]), bias: Tensor(repeating: 0, shape: [4, 3, 1])), small)
    let shaped = try builder.add("shape", Reshape([3, 4, 1]), normed)
    try builder.add("last", Tanh(), shaped)
    let sights = CellSight.all(of: builder.graph)
    let joined = [0..<4, 0..<6, 2..<8, 4..<8]
    #expect(sights[4] == .field(ReceptiveField(lines: joined, columns: joined)))
    // Cell 1 of 3 is the mean of cells 1 and 2 of 4.
    #expect(sights[5] == .field(ReceptiveField(lines: [0..<6, 0..<8, 2..<8], columns: [0..<8])))
    #expect(sights[6] == .field(ReceptiveField(lines: [0..<8, 0..<8, 0..<8], columns: [0..<8])))
    #expect(sights[7] == .placeless("shape arranges them anew") && sights[8] == sights[7])
  }
}
