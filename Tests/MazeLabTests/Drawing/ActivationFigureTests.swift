import HookKit
import MazeEnv
import Testing

@testable import MazeLab

@Suite struct ActivationFigureTests {
  /// A value of three channels of 2 x 2.
  private static func site() throws -> Site {
    var builder = GraphBuilder(input: [3, 2, 2])
    try builder.add("a.b", ReLU(), builder.input)
    return try #require(builder.graph.sites.last)
  }

  private static func tensor(_ channels: [Float]) -> Tensor {
    Tensor(channels.flatMap { [Float](repeating: $0, count: 4) }, shape: [1, 3, 2, 2])
  }

  private static func figure(limit: Int = 24, original: Bool = true) throws -> ActivationFigure {
    ActivationFigure(
      tensor([1, 5, -2]), original: original ? tensor([1, 4, 2]) : nil, at: try site(), of: try HandMaze.state(),
      limit: limit,
      title: "a.b_out: level 7", calls: ["zero@x"])
  }

  /// Channel 0 did not change, channel 1 changed by 1 in four cells (norm 2), channel 2 by -4 (norm 8).
  @Test func channelsAreSortedByTheChange() throws {
    let figure = try Self.figure()
    #expect(figure.channels.map(\.number) == [2, 1] && figure.channels.map(\.norm) == [8, 2])
    #expect(figure.channels[0].maps == [[2, 2, 2, 2], [-2, -2, -2, -2], [-4, -4, -4, -4]])
    #expect(try Self.figure(limit: 1).channels.map(\.number) == [2])
    #expect(
      figure.json.line
        == #"{"site":"a.b_out","channels":[{"channel":2,"norm":8},{"channel":1,"norm":2}]}"#)
  }

  @Test func withoutEditsTheLargestComeFirst() throws {
    #expect(try Self.figure(original: false).channels.map(\.number) == [1, 2, 0])
  }

  /// The mean of two rows.
  @Test func severalRowsAreAveraged() throws {
    let rows = Tensor.concatenating(rows: [Self.tensor([1, 2, 3]), Self.tensor([3, 2, -3])])
    let figure = ActivationFigure(rows, at: try Self.site(), of: nil, title: "t")
    #expect(figure.channels.map { $0.maps[0][0] } == [2, 2, 0] && figure.channels.map(\.number) == [0, 1, 2])
  }

  @Test(arguments: PictureFormat.allCases) func scaleAndOrderAreStated(format: PictureFormat) throws {
    let file = try Self.figure().bytes(as: format, recipe: "{}")
    #expect(try file == Self.figure().bytes(as: format, recipe: "{}"))
    guard format == .svg else { return }
    let text = String(decoding: file, as: UTF8.self)
    for words in [
      "channel 2", "channel 1", ">original<", ">patched<", ">change<", "change: patched minus original", ">−4.000<",
      ">4.000<",
      "2 of 3 channels of a.b_out, by the norm of the change", "zero@x", ">mouse<", ">cheese<",
    ] { #expect(text.contains(words), "\(words)") }
  }
}
