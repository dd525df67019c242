extension MazeState {
  /// Which way the mouse looks; setting it changes nothing else.
  public var facing: Facing {
    get { mouse.isReflected ? .right : .left }
    set { mouse.isReflected = newValue == .right }
  }

  /// The state with its mouse turned.
  public func facing(_ facing: Facing) -> MazeState {
    var state = self
    state.facing = facing
    return state
  }
}
