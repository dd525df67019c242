import Foundation

/// A point of a picture: in points (1/72 inch) from the left and from the *top*.
struct Point: Sendable, Hashable {
  var x, y: Double

  /// The point `x` from the left and `y` from the top.
  init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }

  static func + (point: Point, offset: Point) -> Point { Point(point.x + offset.x, point.y + offset.y) }
  static func - (point: Point, offset: Point) -> Point { Point(point.x - offset.x, point.y - offset.y) }
  static func * (factor: Double, point: Point) -> Point { Point(factor * point.x, factor * point.y) }

  /// The distance from the origin.
  var length: Double { hypot(x, y) }
}

/// An upright rectangle of a picture, in points.
struct Rectangle: Sendable, Hashable {
  var x, y, width, height: Double

  /// The rectangle whose top left corner is `x` from the left and `y` from the top.
  init(x: Double, y: Double, width: Double, height: Double) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }

  var centre: Point { Point(x + width / 2, y + height / 2) }
  var maxX: Double { x + width }
  var maxY: Double { y + height }

  /// The rectangle with `margin` taken off all its sides.
  func inset(by margin: Double) -> Rectangle {
    Rectangle(x: x + margin, y: y + margin, width: width - 2 * margin, height: height - 2 * margin)
  }
}
