/// Where everything goes in the 64 x 64 observation: tables of pixels for the columns and rows of the grid.
struct ObservationLayout: Sendable {
  static let size = 64

  /// The grid column and row of the first entry of the tables.
  let origin: (x: Int, y: Int)
  let wall: Table
  let cheese: Table
  let mouse: Table

  /// The pixels of each column and of each row of the grid.
  struct Table: Sendable {
    let columns: [PixelSpan]
    let rows: [PixelSpan]
  }

  /// - Parameter isForOne: leaves out the tables that this scene's cells do not need.
  init(_ scene: Scene, view: MazeState.View, artwork: Artwork, isForOne: Bool = false) {
    let (columns, rows) = scene.cellRanges(in: view)
    origin = (columns.lowerBound, rows.lowerBound)
    func table(_ sprite: Sprite, overlap: Float) -> Table {
      Table(
        columns: columns.map { x in
          PixelSpan(view.horizontal(Float(x), 1, overlap: overlap), source: sprite.width, size: Self.size)
        },
        rows: rows.map { y in
          PixelSpan(view.vertical(Float(y + 1), 1, overlap: overlap), source: sprite.height, size: Self.size)
        })
    }
    wall = table(artwork.wall, overlap: Scene.overlap)
    let showsCheese = !isForOne || columns.contains { x in rows.contains { scene.value(x, $0) == Cell.cheese } }
    let none = Table(columns: [], rows: [])
    cheese = showsCheese ? table(artwork.cheese, overlap: Scene.overlap) : none
    mouse = isForOne ? none : table(artwork.mouse, overlap: 0)
  }

  /// The observation with nothing but the background.
  static func backdrop(_ background: Sprite?, worldSize: Int, view: MazeState.View) -> PixelBuffer {
    var canvas = PixelBuffer(size: size)
    guard let background else { return canvas }
    let world = Float(worldSize)
    canvas.draw(
      background,
      columns: PixelSpan(
        view.horizontal(0, world, overlap: 0), source: background.width, size: size, isBackground: true),
      rows: PixelSpan(
        view.vertical(world, world, overlap: 0), source: background.height, size: size, isBackground: true))
    return canvas
  }
}

extension PixelBuffer {
  /// Draws the walls and the cheese; later cells overlap earlier ones, so the order is procgen's.
  mutating func drawCells(of scene: Scene, artwork: Artwork, layout: ObservationLayout) {
    let size = size
    let (columns, rows) = (layout.wall.columns.count, layout.wall.rows.count)
    artwork.wall.withPixels { wall in
      artwork.cheese.withPixels { cheese in
        withPixels { pixels in
          for column in 0..<columns {
            for row in 0..<rows {
              switch scene.value(layout.origin.x + column, layout.origin.y + row) {
              case Cell.wall:
                Self.draw(wall, layout.wall.columns[column], layout.wall.rows[row], on: pixels, size: size)
              case Cell.cheese:
                Self.draw(cheese, layout.cheese.columns[column], layout.cheese.rows[row], on: pixels, size: size)
              default:
                break
              }
            }
          }
        }
      }
    }
  }

  /// Draws the mouse, which is last and may be anywhere.
  mutating func drawMouse(of scene: Scene, artwork: Artwork, view: MazeState.View) {
    let size = size
    artwork.mouse(of: scene).withPixels { sprite in
      withPixels { Self.draw(mouse: scene.mouse, sprite, view, on: $0, size: size) }
    }
  }

  /// Draws a mouse on a square picture of `size`.
  static func draw(
    mouse: Entity, _ sprite: SpritePixels, _ view: MazeState.View, on pixels: UnsafeMutableBufferPointer<UInt8>,
    size: Int
  ) {
    let columns = view.horizontal(mouse.x - mouse.rx, 2 * mouse.rx, overlap: 0)
    let rows = view.vertical(mouse.y + mouse.ry, 2 * mouse.ry, overlap: 0)
    draw(
      sprite, PixelSpan(columns, source: sprite.width, size: size), PixelSpan(rows, source: sprite.height, size: size),
      on: pixels, size: size)
  }
}
