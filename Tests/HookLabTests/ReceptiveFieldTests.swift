import HookKit
import ImpalaModel
import Testing

@testable import HookLab

/// Receptive fields: by hand for the first layers, and by changing pixels for all of the bundled policy's.
@Suite struct ReceptiveFieldTests {
  private let graph: ModuleGraph

  init() throws { graph = try Policy.bundled().graph }

  @Test func theFirstLayersAreThoseOfPaper() {
    let fields = ReceptiveField.all(of: graph)
    // A 3x3 convolution with padding 1, then a 3x3 pooling by 2 with padding 1.
    #expect(fields[1] == ReceptiveField(step: 1, origin: -1, size: 3))
    #expect(fields[2] == ReceptiveField(step: 2, origin: -2, size: 5))
  }

  @Test func nothingOutsideAFieldReachesItsCell() throws {
    let plain = Tensor(repeating: 0.5, shape: [1, 3, 64, 64])
    for (line, column) in [(0, 0), (31, 20), (63, 63)] {
      var changed = plain
      for channel in 0..<3 { changed[0, channel, line, column] = 1 }
      let names = graph.sites.filter { $0.shape.rank == 3 }.map(\.name)
      let captures = names.map { Capture(stringLiteral: $0) }
      let (before, after) = (
        try graph.run(Inputs(plain), capturing: captures), try graph.run(Inputs(changed), capturing: captures)
      )
      for (site, field) in zip(graph.sites, ReceptiveField.all(of: graph)) {
        guard let field else { continue }
        let changed = differences(before[site.name], after[site.name])
        let outside = changed.filter { cell in
          let (top, left) = (field.origin + field.step * cell.row, field.origin + field.step * cell.column)
          return !(top..<top + field.size).contains(line) || !(left..<left + field.size).contains(column)
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

  @Test func behindALayerThatLooksAtAllThereIsNone() {
    let fields = ReceptiveField.all(of: graph)
    #expect(graph.sites.filter { fields[$0.index] == nil }.map(\.shape.rank).allSatisfy { $0 == 1 })
  }
}
