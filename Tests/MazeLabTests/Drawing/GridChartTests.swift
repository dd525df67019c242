import HookKit
import MazeLab
import Testing

@Suite struct GridChartTests {
  private let map = GridHeatMap(
    "Sites by strengths", rows: ("site", ["embedder.block2.a", "embedder.block2.b"]),
    columns: ("scale", ["-1", "0", "1"]), label: "change", mark: "beyond all draws",
    cells: [[.init(-0.5, isMarked: true), .init(0), .init(0.25)], [.init(nil), .init(.nan), .init(1)]],
    caption: ["A caption."])
  private let strips = StripChart(
    "Levels", label: "change", band: "draws",
    [
      .init("scale 1", [0.1, 0.2, 0.2, .nan], mean: 0.17, interval: 0.1...0.25, band: -0.05...0.05),
      .init("scale 2", [], mean: nil),
    ])

  @Test(arguments: PictureFormat.allCases)
  func everyFormatCarriesTheRecipe(format: PictureFormat) throws {
    for figure in [map, strips] as [any Figure] {
      let bytes = try figure.bytes(as: format, recipe: #"{"command":"hookctl test"}"#)
      #expect(String(decoding: bytes, as: UTF8.self).contains("hookctl test"))
      #expect(bytes == (try figure.bytes(as: format, recipe: #"{"command":"hookctl test"}"#)))
    }
  }

  @Test func theNumbersAreInTheJSON() {
    #expect(
      map.json.line
        == #"{"label":"change","rowLabel":"site","columnLabel":"scale","rows":["embedder.block2.a","embedder.block2.b"],"#
        + #""columns":["-1","0","1"],"values":[[-0.5,0,0.25],[null,null,1]],"marked":[[true,false,false],[false,false,false]]}"#
    )
    #expect(
      strips.json.line.contains(
        #""name":"scale 1","values":[0.1,0.2,0.2,null],"mean":0.17,"interval":[0.1,0.25],"band":[-0.05,0.05]"#
      ))
  }

  /// What all names begin with is left out, but never the block.
  @Test func rowsNameTheirBlocks() throws {
    let text = String(decoding: try map.bytes(as: .svg, recipe: "{}"), as: UTF8.self)
    #expect(text.contains(">block2.a<") && text.contains(">block2.b<") && !text.contains(">embedder.block2.a<"))
  }

  @Test func nothingIsAPictureAllTheSame() throws {
    let empty = StripChart("", label: "", [])
    #expect(try !empty.bytes(as: .svg, recipe: "{}").isEmpty)
    let one = GridHeatMap("", rows: ("", ["a"]), columns: ("", ["b"]), label: "", cells: [[.init(nil)]])
    #expect(try !one.bytes(as: .png, recipe: "{}").isEmpty)
  }
}
