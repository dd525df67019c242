import Foundation
import HookKit
import Interventions
import MazeEnv
import Testing

@testable import MazeLab

@Suite("Figures")
struct FigureTests {
  static let recipe = #"{"level":7,"plan":"a < b & \"c\" → ü"}"#

  static func comparison() throws -> FieldComparison {
    try FieldComparison(
      original: HandMaze.field([0, 0, 1, 0, 0], values: 1), patched: HandMaze.field([0, 0, 0.25, 0.75, 0], values: 2))
  }

  static func figure(_ options: FigureOptions = FigureOptions(), calls: [String] = ["zero@x"]) throws -> FieldFigure {
    let comparison = try comparison()
    var caption = FigureCaption(comparison, model: "fake")
    caption.calls = calls
    return FieldFigure(comparison, of: try HandMaze.state(), renderer: .plain, caption: caption, options: options)
  }

  @Test(arguments: PictureFormat.allCases)
  func theSameFigureGivesTheSameBytes(format: PictureFormat) throws {
    let first = try Self.figure().bytes(as: format, recipe: Self.recipe)
    let second = try Self.figure().bytes(as: format, recipe: Self.recipe)
    #expect(first == second)
    #expect(first != (try Self.figure(calls: ["zero@y"]).bytes(as: format, recipe: Self.recipe)))
  }

  @Test func pngCarriesItsRecipeAndIsSound() throws {
    let file = try Self.figure().bytes(as: .png, recipe: Self.recipe)
    #expect(file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    #expect(PNGMetadata.recipe(of: file) == Self.recipe)
    let chunks = try PNGChunk.all(of: file)
    #expect(chunks.map(\.type).prefix(3) == ["IHDR", "pHYs", "iTXt"] && chunks.last?.type == "IEND")
    #expect(chunks.allSatisfy { $0.checksum == PNGMetadata.checksum(Array($0.type.utf8) + $0.contents) })
    // 300 pixels to the inch: 7.2 inches wide.
    let width = chunks[0].contents.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    #expect(width == 2158)
    #expect(chunks[1].contents == [0, 0, 0x2E, 0x23, 0, 0, 0x2E, 0x23, 1])
  }

  @Test func checksumsAreThoseOfPNG() {
    #expect(PNGMetadata.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(PNGMetadata.chunk("IEND", []) == [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82])
  }

  @Test func svgCarriesItsRecipeAndIsSound() throws {
    let file = try Self.figure().bytes(as: .svg, recipe: Self.recipe)
    #expect(SVGMetadata.recipe(of: file) == Self.recipe)
    let text = String(decoding: file, as: UTF8.self)
    #expect(text.hasPrefix("<?xml") && text.hasSuffix("</svg>\n"))
    #expect(text.contains("<metadata>{\"level\":7,\"plan\":\"a &lt; b &amp; "))
    // Whatever a name refers to is defined.
    let defined = Set(text.matches(of: /id="([^"]+)"/).map(\.1))
    let used = Set(text.matches(of: /(?:url\(#|href="#)([^")]+)/).map(\.1))
    #expect(!used.isEmpty && used.isSubset(of: defined), "\(used.subtracting(defined))")
  }

  /// Text can be searched, edited and read aloud; the maze and its arrows stay drawings.
  @Test func svgHasRealTextTitleAndDescription() throws {
    let text = String(decoding: try Self.figure(calls: ["zero@a < b"]).bytes(as: .svg, recipe: "{}"), as: UTF8.self)
    #expect(text.contains("<title id=\"title\">Level 7, easy mode, 3 × 3 maze; fake</title>"))
    #expect(text.contains(" role=\"img\" aria-labelledby=\"title description\">"))
    let description = try #require(text.firstMatch(of: /<desc id="description">(.*)<\/desc>/)?.1)
    #expect(description.contains("zero@a &lt; b") && description.contains("total variation 0.750"))
    #expect(
      text.contains(
        /<text xml:space="preserve" x="[0-9.]+" y="[0-9.]+" [^>]*text-anchor="middle">patched<\/text>/.ignoresCase()))
    #expect(!text.contains("glyph"))
  }

  @Test func pdfHasATitle() throws {
    let file = String(decoding: try Self.figure().bytes(as: .pdf, recipe: "{}"), as: UTF8.self)
    #expect(file.contains("/Title"))
  }

  /// Differences of 0.003 squares are drawn on a scale of 0.005, and the legend says so.
  @Test(arguments: [
    (0.003, 200.0, "0.005"), (0.3, 2.0, "0.5"), (0.05, 20.0, "0.05"), (0.1, 10.0, "0.1"), (0.5, 1.0, "1"),
    (1.4, 1.0, "1"),
    (1e-7, 1.0, "1"), (0, 1.0, "1"),
  ])
  func smallDifferencesAreDrawnLarger(longest: Double, factor: Double, key: String) {
    let scale = ArrowScale(toShow: longest)
    #expect(abs(scale.factor - factor) < 1e-9 * factor && scale.text == key)
  }

  @Test func theLegendNamesTheScale() throws {
    let comparison = try FieldComparison(
      original: HandMaze.field([0, 0, 1, 0, 0]), patched: HandMaze.field([0, 0, 0.996, 0.004, 0]))
    let figure = FieldFigure(
      comparison, of: try HandMaze.state(), renderer: .plain, caption: FigureCaption(comparison, model: "fake"))
    // The longest change is (-0.004, 0.004), 0.0057 long: a square of the panel is 0.01 squares.
    let text = String(decoding: try figure.bytes(as: .svg, recipe: "{}"), as: UTF8.self)
    #expect(text.contains(/>change of the mean step: 0\.0[01][0-9]* squares</))
  }

  @Test func editedSquaresAreMarkedOnce() throws {
    let plan = Plan {
      Edit("x", .zero, on: .square(row: 2, column: 2, channels: [5]))
      Edit("y", .zero, on: .square(row: 2, column: 2))
      Edit("z", .zero, on: .channels(3))
    }
    #expect(plan.editedSquares == [Square(2, 2)])
    let field = HandMaze.field([0, 0, 1, 0, 0])
    func file(_ plan: Plan) throws -> String {
      let figure = FieldFigure(
        field, of: try HandMaze.state(), under: plan, renderer: .plain, caption: FigureCaption(field, model: "fake"))
      return String(decoding: try figure.bytes(as: .svg, recipe: "{}"), as: UTF8.self)
    }
    #expect(try file(plan).contains(">edited square<") && !file(Plan()).contains(">edited square<"))
  }

  @Test func aPictureIsAsWideAsAsked() throws {
    let file = try PictureWidth.$current.withValue(720) { try Self.figure().bytes(as: .png, recipe: "") }
    let chunks = try PNGChunk.all(of: file)
    #expect(chunks[0].contents.prefix(4).reduce(0) { $0 << 8 | Int($1) } == 3000)
  }

  @Test func pdfCarriesItsRecipe() throws {
    let plain = #"{"level":7}"#
    let file = try Self.figure().bytes(as: .pdf, recipe: plain)
    #expect(file.starts(with: Array("%PDF-1.".utf8)))
    let text = String(decoding: file, as: UTF8.self)
    #expect(text.contains("/Subject") && text.contains("%%EOF"))
    #expect(text.contains(plain) || text.contains("{\"level\":7}"))
  }

  @Test(arguments: FigureOptions.Style.allCases, FigureOptions.Shading.allCases)
  func everyOptionChangesThePicture(style: FigureOptions.Style, shading: FigureOptions.Shading) throws {
    let plain = try Self.figure().bytes(as: .png, recipe: "")
    let file = try Self.figure(FigureOptions(style: style, shading: shading)).bytes(as: .png, recipe: "")
    #expect((file == plain) == (style == .arrows && shading == .none))
  }

  @Test func paddingMarksAndCaptionCanBeLeftOut() throws {
    let plain = try Self.figure().bytes(as: .png, recipe: "")
    for options in [
      FigureOptions(keepsPadding: true), FigureOptions(showsMarks: false), FigureOptions(showsCaption: false),
    ] {
      #expect(try Self.figure(options).bytes(as: .png, recipe: "") != plain)
    }
  }

  @Test func longPlansAreShortened() throws {
    func height(_ calls: [String]) throws -> Int {
      let chunks = try PNGChunk.all(of: try Self.figure(calls: calls).bytes(as: .png, recipe: ""))
      return chunks[0].contents[4..<8].reduce(0) { $0 << 8 | Int($1) }
    }
    let some = try height([String](repeating: "zero@x", count: 7))
    #expect(try height([String](repeating: "zero@x", count: 70)) == some)
    let long = "set(value: [" + (0..<2000).map(String.init).joined(separator: ", ") + "])@x"
    #expect(try height([long]) == height(["a", "b", "c"]))
    #expect(try height([String(repeating: "x", count: 5000)]) == height(["a", "b", "c"]))
  }

  @Test func aFieldWithoutCheeseOrDecisionSquareCanBeDrawn() throws {
    let field = HandMaze.fieldWithoutCheese([0, 0, 1, 0, 0])
    var state = try HandMaze.state()
    state.maze.removeCheese()
    let caption = FigureCaption(field, model: "fake")
    #expect(caption.numbers.isEmpty && caption.title == "Level 7, easy mode, 3 × 3 maze; fake")
    #expect(
      !(try FieldFigure(field, of: state, renderer: .plain, caption: caption).bytes(as: .svg, recipe: "")).isEmpty)
  }

  @Test func captionsHoldTheNumbers() throws {
    let caption = FigureCaption(try Self.comparison(), model: "fake")
    #expect(
      caption.numbers == [
        "Mean per square: total variation 0.750, change of the arrow 1.061 squares, change of the state value +1.000.",
        "At the decision square (0, 0): towards cheese 1.000 → 0.250, towards corner 0.000 → 0.750, other 0.000 → 0.000.",
      ])
  }

  @Test(arguments: [
    ("add(vector: /home/me/a b/v.npz, scale: -1)@x_out", "add(vector: v.npz, scale: -1)@x_out"),
    ("mean(of: \"../v.npz\")@a.b[:, 2:-2]", "mean(of: \"v.npz\")@a.b[:, 2:-2]"),
    ("mean(of: \"levels 0..<50\")@a.*", "mean(of: \"levels 0..<50\")@a.*"),
    ("mean(of: runs/v.npz)@a", "mean(of: v.npz)@a"),
  ])
  func captionsNameFilesWithoutFolders(call: String, shown: String) throws {
    #expect(FigureCaption.withoutFolders(call) == shown)
  }

  @Test(arguments: [("a.svg", PictureFormat.svg), ("x.y/b.PNG", .png), ("/c.pdf", .pdf)])
  func theEndingSaysWhichFormat(path: String, format: PictureFormat) throws {
    #expect(try PictureFormat(path: path) == format)
  }

  @Test(arguments: ["a.jpg", "a", "png", "a.svg/b", ""])
  func unknownEndingsListThoseThatWork(path: String) {
    #expect(
      message { _ = try PictureFormat(path: path) }
        == "\(path): the ending of the name is no kind of picture; pictures end in .svg, .png or .pdf")
  }
}

/// A part of a PNG file.
struct PNGChunk {
  let type: String
  let contents: [UInt8]
  let checksum: UInt32

  static func all(of file: [UInt8]) throws -> [PNGChunk] {
    var chunks: [PNGChunk] = []
    var at = 8
    while at < file.count {
      let length = file[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
      try #require(at + 12 + length <= file.count)
      chunks.append(
        PNGChunk(
          type: String(decoding: file[at + 4..<at + 8], as: UTF8.self), contents: Array(file[at + 8..<at + 8 + length]),
          checksum: file[at + 8 + length..<at + 12 + length].reduce(0) { $0 << 8 | UInt32($1) }))
      at += 12 + length
    }
    return chunks
  }
}
