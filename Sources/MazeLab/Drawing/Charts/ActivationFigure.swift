import HookKit
import MazeEnv

/// The channels of a site as small maps on one scale, with the walls of the maze: an activation, or original, patched and
/// their difference, those channels first in which there is most to see.
public struct ActivationFigure: Figure {
  /// A channel.
  struct Channel {
    let number: Int
    /// The norm by which channels are sorted: of the change, or of the activation.
    let norm: Double
    /// Original, patched and change; or the activation alone. Each `[height, width]`.
    let maps: [[Float]]
  }

  let site: Site
  let channels: [Channel]
  /// How many rows the maps are the mean of.
  let rows: Int
  let isComparison: Bool
  /// The maze that was looked at; nil for several.
  let maze: ActivationMaze?
  let title: String
  let calls: [String]

  /// The figure of activations `[N, channels, height, width]`; of several rows the mean is drawn.
  ///
  /// - Parameters:
  ///   - activation: the values that are drawn.
  ///   - original: the same without edits; nil where there are none.
  ///   - site: where they are from.
  ///   - state: the maze that all rows are of; nil for several mazes, whose walls are not drawn.
  ///   - limit: how many channels are drawn at most.
  ///   - title: which maze and which model.
  ///   - calls: the edits, for the caption.
  /// - Precondition: `site` has channels of two axes.
  public init(
    _ activation: Tensor, original: Tensor? = nil, at site: Site, of state: MazeState?, limit: Int = 24, title: String,
    calls: [String] = []
  ) {
    precondition(Self.canDraw(site), "\(site.name) has no maps")
    (self.site, self.title, self.calls, rows) = (site, title, calls, activation.rows)
    (isComparison, maze) = (original != nil, state.map(ActivationMaze.init))
    let patched = Self.mean(activation)
    let before = original.map(Self.mean)
    let size = site.shape[1] * site.shape[2]
    let all = (0..<site.shape[0]).map { number in
      let part = number * size..<(number + 1) * size
      let map = Array(patched[part])
      guard let before else { return Channel(number: number, norm: Self.norm(map), maps: [map]) }
      let old = Array(before[part])
      let change = zip(map, old).map { $0 - $1 }
      return Channel(number: number, norm: Self.norm(change), maps: [old, map, change])
    }
    let sorted = all.sorted { ($1.norm, $0.number) < ($0.norm, $1.number) }
    // Channels in which nothing changed are nothing to see.
    let changed = before == nil ? sorted : sorted.filter { $0.norm > 0 }
    channels = Array((changed.isEmpty ? sorted : changed).prefix(max(1, limit)))
  }

  /// The name of the site.
  public var siteName: String { site.name }
  /// The name of the site as that of a file: letters, digits, dots and hyphens.
  public var fileName: String { String(site.name.map { $0.isLetter || $0.isNumber || ".-".contains($0) ? $0 : "-" }) }

  /// Whether a site has channels of two axes.
  public static func canDraw(_ site: Site) -> Bool { site.shape.rank == 3 }

  private static func mean(_ tensor: Tensor) -> [Float] {
    let size = tensor.shape.count / max(1, tensor.rows)
    var sums = [Double](repeating: 0, count: size)
    tensor.withUnsafeScalars { scalars in
      for (place, value) in scalars.enumerated() { sums[place % size] += Double(value) }
    }
    return sums.map { Float($0 / Double(max(1, tensor.rows))) }
  }

  private static func norm(_ map: [Float]) -> Double {
    map.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
  }

  public func bytes(as format: PictureFormat, recipe: String) throws -> [UInt8] {
    try ActivationLayout.bytes(as: format, recipe: recipe) { ActivationLayout(self, on: $0) }
  }

  /// `{"site":, "channels": [{"channel":, "norm":}, ...]}` in the order drawn.
  public var json: JSONValue {
    .object([
      .init("site", .string(site.name)),
      .init(
        "channels",
        .array(
          channels.map { .object([.init("channel", .integer($0.number)), .init("norm", .number($0.norm))]) })),
    ])
  }

  public var words: String {
    let first = channels.first.map { "channel \($0.number) (norm \($0.norm.threeDigits))" } ?? ""
    let what = isComparison ? "original, patched and change" : "activation"
    return "Maps of \(channels.count.counted("channel")) of \(site.name): \(what); the strongest is \(first)"
  }
}

/// The walls, the cheese and the mouse of a maze, for maps that cover its whole world.
struct ActivationMaze {
  private let maze: Maze
  private let world: Int

  init(_ state: MazeState) { (maze, world) = (state.maze, state.mode.worldSize) }

  /// Draws outlines over a map: of what is open, the cheese as a ring, the mouse as a dot.
  func draw(on canvas: Canvas, in box: Rectangle) {
    let side = box.width / Double(world)
    func place(_ square: Square) -> Rectangle {
      let outer = maze.outer(square)
      return Rectangle(
        x: box.x + Double(outer.column) * side, y: box.y + Double(world - 1 - outer.row) * side, width: side,
        height: side)
    }
    canvas.stroke(walls(place), Color.black.opacity(0.55), width: 0.35)
    if let cheese = maze.cheese { canvas.stroke(.circle(place(cheese).centre, radius: side * 0.6), .green, width: 0.9) }
    canvas.fill(.circle(place(maze.mouse).centre, radius: side * 0.45), .green)
  }

  /// The sides of open squares behind which there is a wall, or nothing.
  private func walls(_ place: (Square) -> Rectangle) -> Path {
    let size = maze.innerSize
    func isOpen(_ row: Int, _ column: Int) -> Bool {
      (0..<size).contains(row) && (0..<size).contains(column) && maze.cell(at: Square(row, column)) != Int(Cell.wall)
    }
    let open = (0..<size).flatMap { row in (0..<size).map { Square(row, $0) } }.filter { isOpen($0.row, $0.column) }
    return open.reduce(into: Path()) { path, square in
      let (row, column, cell) = (square.row, square.column, place(square))
      let sides = [
        (isOpen(row + 1, column), Point(cell.x, cell.y), Point(cell.maxX, cell.y)),
        (isOpen(row - 1, column), Point(cell.x, cell.maxY), Point(cell.maxX, cell.maxY)),
        (isOpen(row, column - 1), Point(cell.x, cell.y), Point(cell.x, cell.maxY)),
        (isOpen(row, column + 1), Point(cell.maxX, cell.y), Point(cell.maxX, cell.maxY)),
      ]
      for (isOpen, from, to) in sides where !isOpen { path.add(.polyline([from, to])) }
    }
  }
}
