import Foundation
import HookKit
import MazeEnv
import MazeLab
import Testing

@Suite struct ChartTests {
  private let lines = LineChart(
    "Effect by strength", x: "strength", y: "probability", caption: ["Twenty levels."],
    [
      .init("vector", [.init(-1, 0.2, 0.1...0.4), .init(0, 0.5), .init(1, 0.9, 0.8...0.95)]),
      .init("random vectors", [.init(-1, 0.5), .init(0, 0.5), .init(1, 0.52)], isReference: true),
    ])
  private let bars = BarChart(
    "Rates", label: "rate", series: ["same square", "another"],
    [.init("the channels", [.init(0.1, 0.05...0.2), .init(0.6)]), .init("random", [.init(0.02), .init(-0.05)])])

  private func map() throws -> MazeHeatMap {
    let state = try MazeState(level: 0)
    let squares = state.maze.legalSquares
    let values = Dictionary(uniqueKeysWithValues: squares.map { ($0, Double($0.row) / 10) })
    return MazeHeatMap(
      [.init("Original", values), .init("Patched", values)], of: state, renderer: .plain, label: "probability")
  }

  @Test(arguments: PictureFormat.allCases)
  func everyFormatCarriesTheRecipe(format: PictureFormat) throws {
    for figure in [lines, bars, try map()] as [any Figure] {
      let bytes = try figure.bytes(as: format, recipe: #"{"command":"hookctl test"}"#)
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.contains("hookctl test"))
      // The same figure has the same bytes.
      #expect(bytes == (try figure.bytes(as: format, recipe: #"{"command":"hookctl test"}"#)))
    }
  }

  /// A chart of nothing, of one point and of numbers that are none is a picture all the same.
  @Test(
    arguments: [[], [.init(1, 1)], [.init(1, .nan), .init(.infinity, 2)], [.init(0, 0), .init(0, 0)]]
      as [[LineChart.Point]])
  func emptyAndStrangeCharts(points: [LineChart.Point]) throws {
    let chart = LineChart("", x: "", y: "", [.init("s", points)])
    #expect(try chart.bytes(as: .svg, recipe: "{}").count > 200)
    #expect(
      try BarChart("", label: "", [.init("", points.map { .init($0.y) })]).bytes(as: .svg, recipe: "{}").count > 200)
  }

  @Test func longNamesAreCut() throws {
    let long = String(repeating: "very ", count: 60)
    let chart = BarChart(long, label: long, series: [long], caption: [long], [.init(long, [.init(1)])])
    #expect(try chart.bytes(as: .png, recipe: "{}").count > 200)
  }

  @Test func numbersAreInTheData() throws {
    #expect(bars.json.line.contains(#"{"name":"the channels","bars":[[0.1,0.05,0.2],[0.6]]}"#))
    #expect(lines.json.line.contains("[[-1,0.2,0.1,0.4],[0,0.5],[1,0.9,0.8,0.95]]"))
    #expect(try map().json.line.contains(#""squares":[[0,0],"#))
  }

  /// Colours must show the numbers: a map of other numbers is another picture.
  @Test func mapsShowTheirNumbers() throws {
    let state = try MazeState(level: 0)
    let square = state.maze.legalSquares[3]
    func map(_ value: Double) throws -> [UInt8] {
      try MazeHeatMap(
        [.init("a", [square: value])], of: state, renderer: .plain, label: "p", range: 0...1
      ).bytes(as: .png, recipe: "{}")
    }
    #expect(try map(0.1) != map(0.9))
  }
}
