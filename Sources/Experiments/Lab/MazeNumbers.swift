import HookKit
import MazeEnv
import MazeLab

/// The numbers of a set's mazes by what is in them, found once.
final class MazeNumbers: Sendable {
  private let numbers = Locked<[[UInt8]: Int]?>(nil)

  /// The number of a maze; nil for one that the set does not have.
  func number(of state: MazeState, in mazes: MazeSet) -> Int? {
    numbers.withLock { numbers in
      let known = numbers ?? Self.all(mazes)
      numbers = known
      return known[state.bytes]
    }
  }

  private static func all(_ mazes: MazeSet) -> [[UInt8]: Int] {
    let pairs = mazes.numbers.compactMap { number in
      (try? mazes.state(numbered: number)).map { ($0.bytes, number) }
    }
    return Dictionary(pairs) { first, _ in first }
  }
}
