extension MazeEdit {
  /// Changes the maze of a state, and nothing else of it.
  ///
  /// - Throws: `MazeError` for squares that cannot be what they are to be.
  public func apply(to state: inout MazeState) throws {
    guard !isEmpty else {
      if let facing { state.facing = facing }
      return
    }
    var maze = state.maze
    try apply(to: &maze)
    state.maze = maze
  }

  /// A state with its maze changed.
  ///
  /// - Throws: `MazeError` for squares that cannot be what they are to be.
  public func applied(to state: MazeState) throws -> MazeState {
    var state = state
    try apply(to: &state)
    return state
  }
}
