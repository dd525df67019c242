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
  static func backdrop(_ background: Sprite?, worldSize: Int, view: MazeState.View) -> Canvas {
    var canvas = Canvas(size: size)
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

extension Canvas {
  /// Draws the walls and the cheese; later cells overlap earlier ones, so the order is procgen's.
  mutating func drawCells(of scene: Scene, artwork: Artwork, layout: ObservationLayout) {
    for column in layout.wall.columns.indices {
      for row in layout.wall.rows.indices {
        switch scene.value(layout.origin.x + column, layout.origin.y + row) {
        case Cell.wall:
          draw(artwork.wall, columns: layout.wall.columns[column], rows: layout.wall.rows[row])
        case Cell.cheese:
          draw(artwork.cheese, columns: layout.cheese.columns[column], rows: layout.cheese.rows[row])
        default:
          break
        }
      }
    }
  }

  /// Draws the mouse, which is last and may be anywhere.
  mutating func drawMouse(of scene: Scene, artwork: Artwork, view: MazeState.View) {
    let sprite = artwork.mouse(of: scene)
    let mouse = scene.mouse
    let columns = view.horizontal(mouse.x - mouse.rx, 2 * mouse.rx, overlap: 0)
    let rows = view.vertical(mouse.y + mouse.ry, 2 * mouse.ry, overlap: 0)
    draw(
      sprite,
      columns: PixelSpan(columns, source: sprite.width, size: size),
      rows: PixelSpan(rows, source: sprite.height, size: size))
  }
}
