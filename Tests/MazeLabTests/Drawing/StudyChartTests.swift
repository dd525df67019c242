import HookKit
import MazeLab
import Statistics
import Testing

/// The charts of studies over many levels.
@Suite struct StudyChartTests {
  private let histogram = HistogramChart(
    "Probabilities", x: "probability", y: "levels", range: 0...1, parts: 4,
    [.init("original", [0, 0.1, 0.25, 0.6, 1, 1.4, -3, .nan]), .init("patched", [0.5])])
  private let scatter = ScatterChart(
    "Both", x: "original", y: "patched", range: 0...1, showsEquality: true,
    [.init("cheese", [.init(0.1, 0.9), .init(0.5, .nan)]), .init("corner", [.init(1, 0)])])

  private func boxes() throws -> BoxChart {
    BoxChart(
      "Spread", y: "probability", series: ["original", "patched"],
      [.init("cheese", try Sample([0, 0.1, 0.2, 0.3, 5])), .init("cheese", series: 1, try Sample([0.5]))])
  }

  private func matrices() throws -> [MatrixChart] {
    let correlations = try CorrelationMatrix([("a", [1, 2, 3]), ("b", [3, 1, 2])])
    let map = Matrix(rows: 2, columns: 3, values: [0, 1, 2, 3, .nan, 5])
    return [
      MatrixChart(correlations: "Correlations", correlations),
      MatrixChart(maps: "Maps", label: "F", (0..<8).map { .init("\($0)", map) }),
    ]
  }

  @Test(arguments: PictureFormat.allCases)
  func everyFormatCarriesTheRecipe(format: PictureFormat) throws {
    for figure in [histogram, scatter, try boxes()] + (try matrices()) as [any Figure] {
      let bytes = try figure.bytes(as: format, recipe: #"{"command":"hookctl test"}"#)
      #expect(String(decoding: bytes, as: UTF8.self).contains("hookctl test"))
      #expect(bytes == (try figure.bytes(as: format, recipe: #"{"command":"hookctl test"}"#)))
    }
  }

  /// Every finite number is in one part; those outside the range in the outermost.
  @Test func histogramsCountEveryNumber() {
    #expect(histogram.counts(histogram.series[0]) == [3, 1, 1, 2])
    #expect(histogram.counts(histogram.series[1]) == [0, 0, 1, 0])
  }

  @Test func numbersAreInTheData() throws {
    #expect(histogram.json.line.contains(#"{"name":"original","counts":[3,1,1,2]}"#))
    #expect(scatter.json.line.contains(#"{"name":"corner","points":[[1,0]]}"#))
    #expect(try boxes().json.line.contains(#""lower":0.1,"median":0.2,"upper":0.3,"maximum":5,"#))
    #expect(try matrices()[0].json.line.contains(#""names":["a","b"]"#))
    #expect(try matrices()[1].json.line.contains(#""values":[[0,1,2],[3,null,5]]"#))
  }

  @Test func chartsOfNothing() throws {
    #expect(try ScatterChart("", x: "", y: "", []).bytes(as: .svg, recipe: "{}").count > 200)
    #expect(try BoxChart("", y: "", []).bytes(as: .svg, recipe: "{}").count > 200)
    #expect(try MatrixChart(maps: "", label: "", []).bytes(as: .svg, recipe: "{}").count > 200)
    let empty = HistogramChart("", x: "", y: "", range: 0...1, [])
    #expect(try empty.bytes(as: .svg, recipe: "{}").count > 200)
  }
}
