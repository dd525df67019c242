// Made from Documentation/ComingFromProcgenTools.md; see CONTRIBUTING.md, "Documentation".

import MazeEnv

@Sendable func ComingFromProcgenTools_2() throws {
  var state = try MazeState(level: 0)
  try state.maze.moveCheese(to: Square(6, 7), in: .outer)
  if let cheese = state.maze.cheese { print("cheese at", cheese, "in", state.bytes.count, "bytes") }
}
