extension MazeState {
  /// Everything of the state that shows in the picture; setting it changes nothing else.
  ///
  /// A mouse whose square stays the same keeps its exact position.
  ///
  /// - Precondition: a maze that is set has the mode of the state.
  public var maze: Maze {
    get {
      var maze = Maze(mode: mode)
      maze.cells = cells
      maze.outerMouse = mouse.square
      maze.mouseFacesRight = mouse.isReflected
      maze.background = Int(backgroundIndex)
      return maze
    }
    set {
      precondition(newValue.mode == mode, "a maze of \(newValue.mode) mode in a state of \(mode) mode")
      cells = newValue.cells
      backgroundIndex = Int32(newValue.background)
      if newValue.outerMouse != mouse.square {
        mouse.x = Float(newValue.outerMouse.column) + 0.5
        mouse.y = Float(newValue.outerMouse.row) + 0.5
      }
      mouse.isReflected = newValue.mouseFacesRight
      refreshView()
    }
  }
}
