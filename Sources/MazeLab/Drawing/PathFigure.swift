import HookKit
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
  /// For each agent, the squares that its edits select.
  private let edited: [Plan]

  private static let margin = 9.0
  private static let gap = 10.0
  private static let titleHeight = 14.0
  private static let countHeight = 13.0

  /// The figure of some traffic; the caption has a title, and the edits of the agents.
  ///
  /// - Parameters:
  ///   - traffic: where the agents went.
  ///   - renderer: what draws the mazes.
  ///   - title: which mazes and which model.
  ///   - calls: the edits of the agents, for the caption.
  ///   - plans: the edits of each agent, whose squares are marked; none by default.
  public init(_ traffic: PathTraffic, renderer: MazeRenderer, title: String, calls: [String], plans: [Plan] = []) {
    (self.traffic, self.title, self.calls, edited) = (traffic, title, calls, plans)
    pictures = traffic.states.map { MazePicture($0, renderer: renderer, keepsPadding: false) }
    marks = traffic.states.map { FigureMarks(Landmarks($0.maze)) }
  }

  /// The contents of a picture file; nothing is written.
  ///
  /// - Parameters:
  ///   - format: the kind of file.
  ///   - recipe: JSON that says how the figure was made; the file carries it.
  /// - Throws: `Fault` where cairo fails.
  public func bytes(as format: PictureFormat, recipe: String) throws -> [UInt8] {
    let draft = Canvas(format, width: 1, height: 1, recipe: "")
    let canvas = Canvas(
      format, width: width,
      height: top + Double(rows) * rowHeight + legend(on: draft).height + caption(on: draft).height + 14,
      recipe: recipe)
    canvas.title = title
    for (place, panel) in traffic.panels.joined().enumerated() {
      let (maze, agent) = (place / agents, place % agents)
      let box = box(place)
      canvas.write(panel.title, at: Point(box.centre.x, box.y - 4.5), .sans(8.5, bold: true), anchor: .middle)
      let own = edited.indices.contains(agent) ? marks[maze].adding(edited[agent]) : marks[maze]
      draw(panel, picture: pictures[maze], marks: own, in: box, on: canvas)
    }
    let legend = legend(on: canvas)
    let bottom = top + Double(rows) * rowHeight
    legend.draw(at: Point(Self.margin, bottom))
    caption(on: canvas).write(on: canvas, at: Point(Self.margin, bottom + legend.height + 2))
    return try canvas.finish()
  }

  public var words: String {
    let panels = traffic.panels.joined().prefix(6).map { panel in
      let counts = Episode.Outcome.allCases.map { "\($0.rawValue) \(panel.count($0))" }.joined(separator: ", ")
      return "\(panel.title): \(panel.episodes.counted("episode")), \(counts)"
    }
    return "Maze with the ways of agents. \(panels.joined(separator: "; "))"
  }

  // MARK: Layout

  private var agents: Int { traffic.panels.first?.count ?? 1 }
  private var rows: Int { (traffic.panels.count * agents + columns - 1) / columns }
  /// A column for each agent; of one agent the mazes stand side by side, three at most.
  private var columns: Int {
    guard agents == 1 else { return agents }
    return traffic.panels.count == 4 ? 2 : min(traffic.panels.count, 3)
  }
  private var top: Double { Self.margin }
  /// A column of a journal, or both.
  private var width: Double { columns == 1 ? PictureWidth.column : PictureWidth.page }
  private var side: Double {
    let inner = width - 2 * Self.margin - Double(columns - 1) * Self.gap
    return min(inner / Double(columns), PictureWidth.current ?? 300)
  }
  private var rowHeight: Double { Self.titleHeight + side + Self.countHeight }

  /// Where a panel is, row by row.
  private func box(_ place: Int) -> Rectangle {
    Rectangle(
      x: Self.margin + Double(place % columns) * (side + Self.gap),
      y: top + Double(place / columns) * rowHeight + Self.titleHeight, width: side, height: side)
  }

  private func caption(on canvas: Canvas) -> TextLines {
    var lines = TextLines(width: width - 2 * Self.margin) { canvas.width(of: $0, $1) }
    lines.add(title, .sans(7, bold: true))
    for call in calls.prefix(6) {
      lines.add(FigureCaption.withoutFolders(call), .mono(6.3), .grey, hanging: 10, limit: 3)
    }
    if calls.count > 6 { lines.add("… and \(calls.count - 6) more edits", .sans(6.5, italic: true), .grey) }
    lines.add(
      "Ways are as wide as the share of episodes that took them; the area of a disc is the share that ended there.",
      .sans(6.8))
    return lines
  }

  /// What lines, discs and marks mean.
  private func legend(on canvas: Canvas) -> FigureLegend {
    let way = FigureLegend.Entry(width: 18, label: "way") { canvas, box in
      let line = Path.polyline([Point(box.x, box.centre.y), Point(box.maxX, box.centre.y)])
      canvas.stroke(line, .black, width: 4.2)
      canvas.stroke(line, .yellow, width: 3)
    }
    let ends = [
      (Episode.Outcome.cheese, "ended at the cheese"), (.corner, "ended elsewhere, was in the corner"),
      (.timeout, "ended elsewhere"),
    ]
    .map { outcome, label in
      FigureLegend.Entry(width: 9, label: label) { canvas, box in
        Self.disc(outcome, at: box.centre, radius: box.height / 2, rim: 0.6, on: canvas)
      }
    }
    var kinds = Set(marks.flatMap { $0.marks.map(\.kind) })
    if edited.contains(where: { !$0.editedSquares.isEmpty }) { kinds.insert(.edited) }
    let shown = FigureMarks.Kind.allCases.filter(kinds.contains).map(FigureLegend.entry)
    return FigureLegend([way] + ends + shown, width: width - 2 * Self.margin, canvas: canvas)
  }

  /// Where episodes ended; through that of the cheese the cheese can be seen.
  private static func disc(
    _ outcome: Episode.Outcome, at place: Point, radius: Double, rim: Double, on canvas: Canvas
  ) {
    let disc = Path.circle(place, radius: radius)
    canvas.fill(disc, color(outcome).opacity(outcome == .cheese ? 0.35 : 1))
    canvas.stroke(disc, .black, width: rim * 2)
    canvas.stroke(disc, outcome == .cheese ? color(outcome) : .black, width: rim)
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
      marks.draw(on: canvas, in: box, picture)
      marks.drawCheese(on: canvas, in: box, picture)
      let ends = panel.ends.sorted { ($0.value, $0.key.square) > ($1.value, $1.key.square) }
      for (end, count) in ends {
        let radius = square * max(0.16, 0.48 * (Double(count) / all).squareRoot())
        Self.disc(end.outcome, at: centre(end.square), radius: radius, rim: max(0.4, square * 0.05), on: canvas)
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
