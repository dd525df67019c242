import ArgumentParser
import MazeEnv

/// A range of levels as it is written in Swift: `0..<1000`, `5...9`, or one number.
package struct LevelSpan: ExpressibleByArgument, Equatable {
  package let levels: Range<Int>

  /// - Throws: `MazeError` where procgen has not all of the levels.
  package func check() throws { _ = try LevelRange(start: levels.upperBound - 1, count: 1) }

  package init?(argument: String) {
    let text = argument.filter { !$0.isWhitespace }
    if let level = Int(text), level >= 0, level < Int.max {
      levels = level..<level + 1
      return
    }
    guard let match = text.wholeMatch(of: /(\d+)(\.\.<|\.\.\.)(\d+)/), let low = Int(match.1),
      let high = Int(match.3),
      high < Int.max
    else { return nil }
    let end = match.2 == "..<" ? high : high + 1
    guard low < end else { return nil }
    levels = low..<end
  }
}
