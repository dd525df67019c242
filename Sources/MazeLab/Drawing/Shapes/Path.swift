/// An outline to be filled or stroked, as a value.
struct Path: Sendable, Hashable {
  enum Element: Sendable, Hashable {
    case move(Point)
    case line(Point)
    case arc(centre: Point, radius: Double, from: Double, to: Double)
    case close
  }

  private(set) var elements: [Element] = []

  /// A closed outline through `corners`.
  static func polygon(_ corners: [Point]) -> Path {
    var path = polyline(corners)
    path.elements.append(.close)
    return path
  }

  /// An open line through `points`.
  static func polyline(_ points: [Point]) -> Path {
    var path = Path()
    for (index, point) in points.enumerated() { path.elements.append(index == 0 ? .move(point) : .line(point)) }
    return path
  }

  /// A circle.
  static func circle(_ centre: Point, radius: Double) -> Path {
    var path = Path()
    path.elements = [
      .move(centre + Point(radius, 0)), .arc(centre: centre, radius: radius, from: 0, to: 2 * .pi), .close,
    ]
    return path
  }

  /// A rectangle whose corners are rounded by `radius`.
  static func rectangle(_ box: Rectangle, radius: Double = 0) -> Path {
    guard radius > 0 else {
      return polygon([
        Point(box.x, box.y), Point(box.maxX, box.y), Point(box.maxX, box.maxY), Point(box.x, box.maxY),
      ])
    }
    let inner = box.inset(by: radius)
    let corners = [
      Point(inner.maxX, inner.y), Point(inner.maxX, inner.maxY), Point(inner.x, inner.maxY), Point(inner.x, inner.y),
    ]
    var path = Path()
    path.elements.append(.move(Point(inner.maxX, box.y)))
    for (corner, quarter) in zip(corners, -1...2) {
      let angle = Double(quarter) * .pi / 2
      path.elements.append(.arc(centre: corner, radius: radius, from: angle, to: angle + .pi / 2))
    }
    path.elements.append(.close)
    return path
  }

  /// Adds another outline.
  mutating func add(_ other: Path) { elements += other.elements }

  /// This outline and another as one.
  static func + (first: Path, second: Path) -> Path {
    var path = first
    path.elements += second.elements
    return path
  }
}
