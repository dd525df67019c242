extension FigurePanel {
  /// Draws picture, colours, marks and arrows into `box`.
  func draw(on canvas: Canvas, in box: Rectangle, picture: MazePicture, marks: FigureMarks?) {
    picture.draw(on: canvas, in: box)
    if let shading {
      for (square, value) in zip(squares, shading.values) {
        canvas.fill(.rectangle(picture.place(of: square, in: box)), shading.color(value).opacity(0.85))
      }
    }
    marks?.draw(on: canvas, in: box, picture)
    let pen = ArrowPen(side: picture.side(in: box), color: arrowColor)
    let centres = squares.map { picture.place(of: $0, in: box).centre }
    pen.draw(
      zip(centres, arrows).flatMap { centre, arrows in arrows.map { (centre, scale.factor * $0) } }, on: canvas)
    marks?.drawCheese(on: canvas, in: box, picture)
    canvas.stroke(.rectangle(box), .black, width: 0.5)
  }
}

/// Draws arrows of one colour with a dark outline, on squares of one size.
struct ArrowPen {
  /// The side of a square in points.
  let side: Double
  let color: Color
  /// The largest height of a head, in points: a legend has less room than a square.
  var largest = Double.infinity

  /// Arrows shorter than this many squares are drawn as dots.
  static let shortest = 0.05

  private var shaft: Double { min(max(side * 0.13, 0.6), 3.2, largest / 4) }
  private var halo: Double { min(max(side * 0.09, 0.45), 1.6) }

  func draw(_ arrows: [(centre: Point, arrow: Arrow)], on canvas: Canvas) {
    for (centre, arrow) in arrows where arrow.length < Self.shortest {
      canvas.fill(.circle(centre, radius: max(shaft * 0.45, 0.35)), color.opacity(0.7))
    }
    // Each with its own outline: where arrows meet, each can still be told.
    for (centre, arrow) in arrows where arrow.length >= Self.shortest {
      // Rows count upwards, the picture's y downwards.
      let vector = Point(arrow.column * side, -arrow.row * side)
      let outline = Path.arrow(from: centre, by: vector, shaft: shaft)
      // Short arrows get thinner outlines, or nothing else would be seen of them.
      canvas.stroke(outline, Color.black.opacity(0.9), width: halo * min(1, 0.4 + 1.5 * arrow.length))
      canvas.fill(outline, color)
    }
  }
}
