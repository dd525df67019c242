import MazeEnv

/// A picture of the ways that agents took: a panel for each maze and agent.
///
/// A passage is drawn as wide as the share of episodes that went through it; a disc shows where episodes ended, and how.
public struct PathFigure {
  private let traffic: PathTraffic
  private let pictures: [MazePicture]
  private let marks: [FigureMarks]
  private let title: String
  private let calls: [String]

  private static let margin = 9.0
  private static let gap = 10.0
  private static let titleHeight = 14.0
  private static let countHeight = 13.0

  /// The figure of some traffic; the caption has a title, and the edits of the agents.
  public init(_ traffic: PathTraffic, renderer: MazeRenderer, title: String, calls: [String]) {
    (self.traffic, self.title, self.calls) = (traffic, title, calls)
    pictures = traffic.states.map { MazePicture($0, renderer: renderer, keepsPadding: false) }
    marks = traffic.states.map { FigureMarks(Landmarks($0.maze)) }
  }

  /// The contents of a picture file; nothing is written.
  ///
  /// - Parameters:
  ///   - format: the kind of file.
  ///   - recipe: JSON that says how the figure was made; the file carries it.
  /// - Throws: ``PictureError/cairo(status:)``.
  public func bytes(as format: PictureFormat, recipe: String) throws -> [UInt8] {
    let draft = Canvas(format, width: 1, height: 1, recipe: "")
    let canvas = Canvas(
      format, width: width, height: top + Double(rows) * rowHeight + caption(on: draft).height + 12,
      recipe: recipe)
    for (row, panels) in traffic.panels.enumerated() {
      for (column, panel) in panels.enumerated() {
        let box = Rectangle(
          x: Self.margin + Double(column) * (side + Self.gap),
          y: top + Double(row) * rowHeight + Self.titleHeight,
          width: side, height: side)
        canvas.write(
          panel.title, at: Point(box.centre.x, box.y - 4.5), .sans(8.5, bold: true), anchor: .middle)
        draw(panel, picture: pictures[row], marks: marks[row], in: box, on: canvas)
      }
    }
    caption(on: canvas).write(on: canvas, at: Point(Self.margin, top + Double(rows) * rowHeight))
    return try canvas.finish()
  }

  // MARK: Layout

  private var rows: Int { traffic.panels.count }
  private var columns: Int { traffic.panels.first?.count ?? 1 }
  private var top: Double { Self.margin }
  /// A column of a journal, or both.
  private var width: Double { columns == 1 ? 252 : 518 }
  private var side: Double {
    let inner = width - 2 * Self.margin - Double(columns - 1) * Self.gap
    return min(inner / Double(columns), 300)
  }
  private var rowHeight: Double { Self.titleHeight + side + Self.countHeight }

  private func caption(on canvas: Canvas) -> TextLines {
    var lines = TextLines(width: width - 2 * Self.margin) { canvas.width(of: $0, $1) }
    lines.add(title, .sans(7, bold: true))
    for call in calls.prefix(6) {
      lines.add(FigureCaption.withoutFolders(call), .mono(6.3), .grey, hanging: 10, limit: 3)
    }
    if calls.count > 6 { lines.add("… and \(calls.count - 6) more edits", .sans(6.5, italic: true), .grey) }
    lines.add(
      "Width: the share of episodes that passed. Discs: where episodes ended, at the cheese (red), after visiting the "
        + "corner (blue), or elsewhere (white); their area is the share.", .sans(6.8))
    return lines
  }

  // MARK: Drawing

  private func draw(
    _ panel: PathTraffic.Panel, picture: MazePicture, marks: FigureMarks, in box: Rectangle, on canvas: Canvas
  ) {
    picture.draw(on: canvas, in: box)
    let square = picture.side(in: box)
    let all = Double(max(1, panel.episodes))
    func centre(_ place: Square) -> Point { picture.place(of: place, in: box).centre }
    let passages = panel.passages.sorted { $0.key < $1.key }
    func line(_ passage: PathTraffic.Passage) -> Path {
      .polyline([centre(passage.first), centre(passage.second)])
    }
    func width(_ count: Int) -> Double { square * (0.06 + 0.44 * Double(count) / all) }
    canvas.clipped(to: box) {
      // A disc on every square joins the passages that meet there.
      var joints: [Square: Int] = [:]
      for (passage, count) in passages {
        for end in [passage.first, passage.second] { joints[end] = max(joints[end] ?? 0, count) }
      }
      for (color, rim) in [(Color.black, square * 0.1), (Color.yellow, 0)] {
        for (passage, count) in passages { canvas.stroke(line(passage), color, width: width(count) + rim) }
        for (joint, count) in joints.sorted(by: { $0.key < $1.key }) {
          canvas.fill(.circle(centre(joint), radius: (width(count) + rim) / 2), color)
        }
      }
      for mark in marks.marks {
        FigureMarks.draw(mark.kind, in: picture.place(of: mark.square, in: box), on: canvas)
      }
      let ends = panel.ends.sorted { ($0.value, $0.key.square) > ($1.value, $1.key.square) }
      for (end, count) in ends {
        let disc = Path.circle(
          centre(end.square), radius: square * max(0.16, 0.48 * (Double(count) / all).squareRoot()))
        canvas.fill(disc, Self.color(end.outcome))
        canvas.stroke(disc, .black, width: max(0.4, square * 0.05))
      }
    }
    canvas.stroke(.rectangle(box), .black, width: 0.5)
    let counts = Episode.Outcome.allCases.map { "\($0.rawValue) \(panel.count($0))" }
    canvas.write(
      "\(panel.episodes.counted("episode")): \(counts.joined(separator: ", "))",
      at: Point(box.centre.x, box.maxY + 9), .sans(6.8), .grey, anchor: .middle)
  }

  private static func color(_ outcome: Episode.Outcome) -> Color {
    switch outcome {
    case .cheese: .vermilion
    case .corner: .blue
    case .timeout: .white
    }
  }
}
