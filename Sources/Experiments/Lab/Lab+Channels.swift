import HookKit
import MazeEnv
import MazeLab

/// How much a channel of a site is about the cheese.
public struct CheeseChannel: Sendable, Hashable {
  /// The channel's number.
  public let channel: Int
  /// The mean over mazes of the change that the cheese makes in the cells that cover its square.
  public let response: Double
  /// The share of the channel's whole change (of its magnitude, summed over cells) that lies in those cells,
  /// 0 to 1.
  public let share: Double
  /// The part of the whole site's change in those cells that is this channel's, 0 to 1.
  public let weight: Double
}

extension Lab {
  /// The channels of a site by how much the cheese shows in them, those with the most first.
  ///
  /// A channel's change is its activation with the cheese minus that without it, the mouse at the start.
  /// Channels are ordered by the magnitude of the mean change in the cells that cover the cheese: a rule that
  /// looks at no behaviour.
  ///
  /// - Parameters:
  ///   - site: one with lines and columns.
  ///   - mazes: the mazes; those without a cheese are left out.
  /// - Complexity: two forward passes up to the site, of a row for each maze.
  public func cheeseChannels(at site: SitePattern, of mazes: [MazeState]) throws -> [CheeseChannel] {
    let shape = try self.site(site).shape
    guard shape.rank == 3 else {
      throw Fault(
        .usage, "site \"\(site.text)\"", "has rows of shape \(shape), and no cells that cover squares",
        try: "use a site of shape [channels, lines, columns], such as embedder.block2.res1.resadd_out")
    }
    let withCheese = mazes.filter { $0.maze.cheese != nil && $0.maze.geometry != nil }
    let bare = withCheese.map { state in
      var state = state
      state.maze.removeCheese()
      return state
    }
    guard !withCheese.isEmpty else { throw nothing("a cheese") }
    let change = try activations(at: site, of: withCheese) - activations(at: site, of: bare)
    var (inside, insideMagnitude, magnitude) = (Self.zeros(shape), Self.zeros(shape), Self.zeros(shape))
    for (row, state) in withCheese.enumerated() {
      guard let cheese = state.maze.cheese, let geometry = state.maze.geometry else { continue }
      let cells = geometry.cells(row: cheese.row, column: cheese.column, height: shape[1], width: shape[2])
      for channel in 0..<shape[0] {
        for line in 0..<shape[1] {
          for column in 0..<shape[2] {
            let value = Double(change[row, channel, line, column])
            magnitude[channel] += abs(value)
            guard cells.lines.contains(line), cells.columns.contains(column) else { continue }
            inside[channel] += value / Double(cells.lines.count * cells.columns.count)
            insideMagnitude[channel] += abs(value)
          }
        }
      }
    }
    let total = max(insideMagnitude.reduce(0, +), .leastNormalMagnitude)
    return (0..<shape[0]).map { channel in
      CheeseChannel(
        channel: channel, response: inside[channel] / Double(withCheese.count),
        share: magnitude[channel] > 0 ? insideMagnitude[channel] / magnitude[channel] : 0,
        weight: insideMagnitude[channel] / total)
    }.sorted { (abs($1.response), $0.channel) < (abs($0.response), $1.channel) }
  }

  private static func zeros(_ shape: Shape) -> [Double] { Array(repeating: 0, count: shape[0]) }
}
