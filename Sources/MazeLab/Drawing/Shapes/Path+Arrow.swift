extension Path {
  /// An arrow as one closed outline, so that shaft and head get one halo.
  ///
  /// Short arrows shrink as a whole, so that their direction can still be seen.
  ///
  /// - Parameters:
  ///   - shaft: the width of the shaft of a long arrow.
  static func arrow(from tail: Point, by vector: Point, shaft: Double) -> Path {
    let length = vector.length
    guard length > 0 else { return Path() }
    let along = (1 / length) * vector
    let across = Point(-along.y, along.x)
    let shrink = min(1, length / (headLength * shaft * 1.5))
    let half = shaft * max(shrink, 0.45) / 2
    let head = headLength * shaft * max(shrink, 0.3)
    let headStart = max(0, length - head)
    let wing = headWidth * shaft * max(shrink, 0.4) / 2
    func at(_ distance: Double, _ side: Double) -> Point { tail + distance * along + side * across }
    guard headStart > 0 else { return .polygon([at(0, wing), at(length, 0), at(0, -wing)]) }
    return .polygon([
      at(0, half), at(headStart, half), at(headStart, wing), at(length, 0),
      at(headStart, -wing), at(headStart, -half), at(0, -half),
    ])
  }

  /// The length of an arrow's head in widths of its shaft.
  private static let headLength = 3.2
  /// The width of an arrow's head in widths of its shaft.
  private static let headWidth = 3.4
}
