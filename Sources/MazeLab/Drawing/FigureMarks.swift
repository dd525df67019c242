import HookKit
import MazeEnv

/// Squares that readers look for, and how each is marked.
struct FigureMarks {
  /// A kind of mark.
  enum Kind: CaseIterable {
    case start, corner, decision, edited, cheese

    var label: String {
      switch self {
      case .start: "start"
      case .corner: "corner"
      case .decision: "decision square"
      case .edited: "edited square"
      case .cheese: "cheese"
      }
    }
  }

  private(set) var marks: [(kind: Kind, square: Square)]

  /// The marks of one maze; the decision square is left out where there is none.
  init(_ field: VectorField) { self.init(field.maze) }

  /// The marks of a maze.
  init(_ maze: Maze) {
    let decision = maze.decisionSquare
    let places: [(Kind, Square?)] = [
      (.start, maze.start), (.corner, maze.corner == maze.cheese ? nil : maze.corner), (.decision, decision),
      (.cheese, maze.cheese),
    ]
    marks = places.compactMap { kind, square in square.map { (kind, $0) } }
  }

  /// The marks of a maze that agents play in.
  init(_ landmarks: Landmarks) {
    let places: [(Kind, Square?)] = [
      (.start, landmarks.start), (.corner, landmarks.corner == landmarks.cheese ? nil : landmarks.corner),
      (.decision, landmarks.decision), (.cheese, landmarks.cheese),
    ]
    marks = places.compactMap { kind, square in square.map { (kind, $0) } }
  }

  /// The marks with those of the squares that a plan's edits select.
  func adding(_ plan: Plan) -> FigureMarks {
    var marks = self
    marks.marks += plan.editedSquares.map { (.edited, $0) }
    return marks
  }

  /// Draws all marks into a panel.
  func draw(on canvas: Canvas, in box: Rectangle, _ picture: MazePicture) {
    for mark in marks { Self.draw(mark.kind, in: picture.place(of: mark.square, in: box), on: canvas) }
  }

  /// Draws the cheese once more, over what reaches into its square from others.
  func drawCheese(on canvas: Canvas, in box: Rectangle, _ picture: MazePicture) {
    for mark in marks where mark.kind == .cheese {
      let place = picture.place(of: mark.square, in: box)
      canvas.clipped(to: .circle(place.centre, radius: place.width * 0.46)) {
        picture.draw(mark.square, on: canvas, in: box)
      }
      Self.draw(.cheese, in: place, on: canvas)
    }
  }

  /// Draws a mark into the place of its square.
  static func draw(_ kind: Kind, in place: Rectangle, on canvas: Canvas) {
    let line = min(max(place.width * 0.09, 0.5), 1.6)
    let box = place.inset(by: line * 0.9)
    func outline(_ path: Path, _ color: Color, dash: [Double] = []) {
      canvas.stroke(path, Color.black.opacity(0.75), width: line * 2)
      canvas.stroke(path, color, width: line, dash: dash)
    }
    switch kind {
    case .cheese: outline(.circle(place.centre, radius: box.width / 2), .orange)
    case .decision: outline(.rectangle(box, radius: place.width * 0.12), .skyBlue)
    case .start: outline(.rectangle(box), .white, dash: [line * 1.5, line * 1.5])
    case .corner: outline(brackets(box), .purple)
    case .edited: outline(.polygon(diamond(place)), .vermilion)
    }
  }

  /// The middles of the sides of a square.
  private static func diamond(_ box: Rectangle) -> [Point] {
    let (centre, reach) = (box.centre, box.width * 0.46)
    return [(0.0, -1.0), (1, 0), (0, 1), (-1, 0)].map { centre + Point($0 * reach, $1 * reach) }
  }

  /// The four corners of a box.
  private static func brackets(_ box: Rectangle) -> Path {
    let arm = box.width * 0.3
    func bracket(_ x: Double, _ y: Double, _ right: Double, _ down: Double) -> Path {
      .polyline([Point(x + right * arm, y), Point(x, y), Point(x, y + down * arm)])
    }
    return bracket(box.x, box.y, 1, 1) + bracket(box.maxX, box.y, -1, 1) + bracket(box.x, box.maxY, 1, -1)
      + bracket(box.maxX, box.maxY, -1, -1)
  }
}

extension Plan {
  /// The squares that selections of edits name, each once: `zero@S[55, square(3, 4)]`.
  var editedSquares: [Square] {
    let indices = edits.flatMap { edit -> [Selection.Index] in
      if case .indices(let indices) = edit.selection { indices } else { [] }
    }
    let squares = indices.compactMap { index -> Square? in
      if case .square(let row, let column) = index { Square(row, column) } else { nil }
    }
    return squares.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
