import HookKit
import Testing

@Suite struct SelectionMapTests {
  private let small = GridGeometry(worldSize: 4, padding: 0), large = GridGeometry(worldSize: 8, padding: 2)

  private func site() throws -> Site {
    try SitePattern("body.conv_out").sites(in: SmallNetwork.graph())[0]
  }

  private func rows(_ grids: [GridGeometry?]) -> [Inputs.Row] {
    grids.enumerated().map { Inputs.Row(key: UInt64($0), geometry: $1) }
  }

  @Test func gridsMetLaterAreLookedUp() throws {
    let (selection, site) = (Selection.square(row: 1, column: 2, channels: [1]), try site())
    let map = try SelectionMap(selection, of: site, grids: [small])
    #expect(map.dependsOnGrid)
    // By hand: square (1, 2) of a world of 4 is line 2 from the top, column 2; with two rings of wall in a world of 8 it
    // is line 4, column 4 of 8, which cell (2, 2) of 4 holds.
    #expect(try map.elements(in: small) == .some([16 + 2 * 4 + 2]))
    for grid in [small, large] {
      #expect(try map.elements(in: grid) == selection.elements(of: site, geometry: grid))
    }
    let corner = Selection.square(row: 3, column: 0)
    let other = try SelectionMap(corner, of: site, grids: [large])
    #expect(
      try other.elements(of: rows([large, small, large]))
        == [large, small, large].map {
          try corner.elements(of: site, geometry: $0)
        })
  }

  @Test func withoutSquaresAllGridsAreOne() throws {
    let map = try SelectionMap(.channels(1), of: site(), grids: [])
    #expect(!map.dependsOnGrid)
    #expect(try map.elements(of: rows([nil, small])) == [.some(Array(16..<32)), .some(Array(16..<32))])
    #expect(try SelectionMap(.all, of: site(), grids: [nil]).elements(in: large) == .all(count: 32))
  }

  @Test func whatDoesNotFitIsAnErrorBeforeAndAfter() throws {
    let map = try SelectionMap(.square(row: 3, column: 3), of: site(), grids: [small])
    #expect(throws: SelectionError.self) { try map.elements(in: GridGeometry(worldSize: 3, padding: 0)) }
    #expect(throws: SelectionError.self) { try map.elements(in: nil) }
    #expect(throws: SelectionError.self) {
      try SelectionMap(.square(row: 4, column: 3), of: self.site(), grids: [small])
    }
  }

  /// An edit that was prepared for one grid acts in a batch of several as if it had known all of them.
  @Test func editsActInGridsThatTheyWereNotPreparedFor() throws {
    let (graph, plan) = (
      try SmallNetwork.graph(), Plan { Edit("body.conv_out", .shift(by: 1), on: .square(row: 1, column: 2)) }
    )
    let tensor = SmallNetwork.inputs(4).tensor
    let mixed = Inputs(tensor, rows: rows([small, large, small, large]))
    let prepared = try PlannedNetwork(
      graph, under: plan, like: Inputs(tensor, rows: rows([small, small, small, small])))
    let late = try prepared.run(mixed, capturing: ["body.conv_out"])
    #expect(try late.captured == graph.run(mixed, under: plan, capturing: ["body.conv_out"]).captured)
    #expect(late.receipts.map(\.selected) == [8])
  }
}
