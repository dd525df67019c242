import HookKit

/// Where the parts of a video's frame are, in pixels.
struct VideoLayout {
  let side: Int
  let rows: Int
  let columns: Int

  private static let margin = 8
  private static let gap = 10
  private static let titleHeight = 18
  static let statusHeight = 18

  /// Even, as video formats want it.
  var width: Int { even(2 * Self.margin + columns * side + (columns - 1) * Self.gap) }
  /// Even as well.
  var height: Int { even(Self.margin + Self.titleHeight + rows * (side + Self.statusHeight + Self.gap)) }

  /// The side at which mazes beside each other come to a width, or to hardly less.
  static func side(ofWidth width: Int, columns: Int) -> Int {
    (width - 2 * margin - (columns - 1) * gap) / columns
  }

  private func even(_ size: Int) -> Int { size + size % 2 }

  /// The left edge of a column.
  func left(_ column: Int) -> Int { Self.margin + column * (side + Self.gap) }
  /// The upper edge of a row's mazes.
  func top(_ row: Int) -> Int { Self.titleHeight + Self.margin + row * (side + Self.statusHeight + Self.gap) }
  /// The base line of the titles.
  var titleLine: Int { Self.titleHeight - 1 }
}

/// The line under a maze: which episode, which step, and how it ended.
struct VideoStatus: Hashable {
  let text: String
  let outcome: Episode.Outcome?

  init(_ clip: RolloutClip, at step: Int) {
    let record = clip.record
    text = "\(clip.mazeName), episode \(record.repetition + 1)   step \(step)"
    outcome = step == record.steps ? record.outcome : nil
  }
}

/// The picture of a frame, on which mazes and lines are put.
struct VideoSheet {
  private let layout: VideoLayout
  private(set) var pixels: [UInt8]

  /// A white sheet with a title over each column.
  init(_ layout: VideoLayout, titles: [String]) {
    self.layout = layout
    let canvas = Canvas(pixelsWide: layout.width, high: layout.height)
    for (column, title) in titles.enumerated() {
      let place = Point(Double(layout.left(column)), Double(layout.titleLine))
      canvas.write(Self.fitted(title, on: canvas, Double(layout.side)), at: place, .sans(13, bold: true))
    }
    pixels = canvas.pixels()
  }

  private static func fitted(_ text: String, on canvas: Canvas, _ width: Double) -> String {
    var text = text
    guard canvas.width(of: text, .sans(13, bold: true)) > width else { return text }
    while !text.isEmpty, canvas.width(of: text + "…", .sans(13, bold: true)) > width { text.removeLast() }
    return text + "…"
  }

  /// Puts a square picture in the place of a maze.
  mutating func put(_ maze: [UInt8], row: Int, column: Int) {
    put(maze, width: layout.side, left: layout.left(column), top: layout.top(row))
  }

  /// Writes the line under a maze.
  mutating func put(_ status: VideoStatus, row: Int, column: Int) {
    let canvas = Canvas(pixelsWide: layout.side, high: VideoLayout.statusHeight)
    canvas.write(status.text, at: Point(0, 13), .sans(11), .grey)
    if let outcome = status.outcome {
      canvas.write(
        outcome.rawValue, at: Point(Double(layout.side), 13), .sans(11, bold: true), Self.color(outcome),
        anchor: .right)
    }
    put(canvas.pixels(), width: layout.side, left: layout.left(column), top: layout.top(row) + layout.side)
  }

  static func color(_ outcome: Episode.Outcome) -> Color {
    switch outcome {
    case .cheese: .vermilion
    case .corner: .blue
    case .timeout: .grey
    }
  }

  private mutating func put(_ part: [UInt8], width: Int, left: Int, top: Int) {
    let line = width * 3
    for row in 0..<part.count / line {
      let at = ((top + row) * layout.width + left) * 3
      pixels.replaceSubrange(at..<at + line, with: part[row * line..<(row + 1) * line])
    }
  }
}
