import Foundation
import MazeEnv
import Testing

@Suite("The layout of the observation, against procgen")
struct LayoutTests {
  struct Axis: Decodable, Equatable {
    let first: Int
    let end: Int
    let src: [Int]
  }

  struct Both: Decodable {
    let x: Axis
    let y: Axis
  }

  struct Grid: Decodable {
    let columns: [Axis]
    let rows: [Axis]
  }

  struct Mode: Decodable {
    enum CodingKeys: String, CodingKey {
      case unit = "unit_bits"
      case viewDim = "view_dim_bits"
      case xOff = "x_off_bits"
      case yOff = "y_off_bits"
      case background512 = "background_512"
      case background500 = "background_500"
      case wall = "wall_128"
      case cheese = "cheese_27"
      case mouse = "mouse_128"
    }

    let unit: String
    let viewDim: String
    let xOff: String
    let yOff: String
    let background512: Both
    let background500: Both
    let wall: Grid
    let cheese: Grid
    let mouse: Grid
  }

  struct File: Decodable {
    let easy: Mode
    let hard: Mode
  }

  @Test(arguments: [MazeMode.easy, .hard])
  func viewAndSpansAgree(mode: MazeMode) throws {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/layout64", withExtension: "json"))
    let file = try JSONDecoder().decode(File.self, from: Data(contentsOf: url))
    let expected = mode == .easy ? file.easy : file.hard
    let view = try MazeState(level: 0, mode: mode).view
    #expect(hex(view.unit) == expected.unit && hex(view.viewDim) == expected.viewDim)
    #expect(hex(view.xOff) == expected.xOff && hex(view.yOff) == expected.yOff)
    for (size, background) in [(512, expected.background512), (500, expected.background500)] {
      let world = Float(mode.worldSize)
      expect(PixelSpan(view.horizontal(0, world, overlap: 0), source: size, size: 64), background.x)
      expect(PixelSpan(view.vertical(world, world, overlap: 0), source: size, size: 64), background.y)
    }
    for (size, overlap, grid) in [
      (128, Float(0.02), expected.wall), (27, Float(0.02), expected.cheese), (128, Float(0), expected.mouse),
    ] {
      #expect(grid.columns.count == mode.worldSize)
      for i in 0..<mode.worldSize {
        let columns = view.horizontal(Float(i), 1, overlap: overlap)
        expect(PixelSpan(columns, source: size, size: 64), grid.columns[i])
        expect(
          PixelSpan(view.vertical(Float(i + 1), 1, overlap: overlap), source: size, size: 64), grid.rows[i])
      }
    }
  }

  private func expect(_ span: PixelSpan, _ axis: Axis) {
    #expect(
      span.first == axis.first && span.first + span.sources.count == axis.end && span.sources == axis.src)
  }

  private func hex(_ value: Float) -> String {
    let digits = String(value.bitPattern, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
