import HookKit
import MazeEnv
import MazeLab
import Statistics
import Testing

/// Charts of numbers at the ends of what there is: a picture, whatever a network or a file of results holds.
@Suite struct ExtremeChartTests {
  static let numbers: [[Double]] = [
    [1e308, -1e308], [1e308, 0, 1], [.leastNonzeroMagnitude, 0], [-.leastNonzeroMagnitude, .leastNonzeroMagnitude],
    [.nan, 1e300, -1], [.infinity, -.infinity, 3e38], [1e16, 1e16 + 2], [-3.4e38, 3.4e38],
  ]

  private func charts(_ numbers: [Double]) throws -> [any Figure] {
    let points = numbers.enumerated().map { LineChart.Point(Double($0.offset), $0.element) }
    let turned = numbers.map { LineChart.Point($0, $0) }
    let finite = numbers.filter(\.isFinite)
    let squares = try MazeState(level: 0).maze.legalSquares
    let values = Dictionary(uniqueKeysWithValues: zip(squares, numbers))
    return [
      LineChart("", x: "", y: "", [.init("s", points), .init("t", turned)]),
      BarChart("", label: "", [.init("", numbers.map { .init($0) })]),
      BoxChart("", y: "", [.init("", try Sample(finite, of: "numbers"))]),
      ScatterChart("", x: "", y: "", showsEquality: true, [.init("", turned)]),
      StripChart("", label: "", [.init("", numbers, mean: numbers[0])]),
      HistogramChart("", x: "", y: "", range: -3.4e38...3.4e38, [.init("", numbers)]),
      MatrixChart(maps: "", label: "", [.init("", Matrix(rows: 1, columns: numbers.count, values: numbers))]),
      GridHeatMap(
        "", rows: ("", [""]), columns: ("", numbers.map { "\($0)" }), label: "", cells: [numbers.map { .init($0) }]),
      MazeHeatMap([.init("", values)], of: try MazeState(level: 0), renderer: .plain, label: ""),
    ]
  }

  /// From two inches to a poster; nothing is drawn outside of it, or fails.
  @Test(arguments: [600, 1050, 5000]) func everyChartIsAsWideAsAsked(pixels: Int) throws {
    for chart in try charts(Self.numbers[1]) {
      let bytes = try PictureWidth.$current.withValue(PictureWidth.points(ofPixels: pixels)) {
        try chart.bytes(as: .png, recipe: "{}")
      }
      let width = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
      #expect(width == pixels, "\(type(of: chart))")
    }
  }

  @Test(arguments: numbers.indices) func everyChartIsDrawn(index: Int) throws {
    for chart in try charts(Self.numbers[index]) {
      #expect(try chart.bytes(as: .svg, recipe: "{}").count > 200, "\(type(of: chart))")
    }
  }

  @Test(
    arguments: [
      (0.0, 0), (2.9, 2), (-2.9, -2), (1e19, .max), (-1e300, .min), (.infinity, .max), (-.infinity, .min), (.nan, 0),
      (9.3e18, .max), (-0x1p63, .min), (0x1p62, 1 << 62),
    ] as [(Double, Int)])
  func wholePartsAreBounded(number: Double, whole: Int) { #expect(Int(bounded: number) == whole) }
}
