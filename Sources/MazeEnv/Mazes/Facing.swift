/// Which way the mouse looks. procgen mirrors its picture when it looks right, and a policy sees that.
///
/// Every episode starts with the mouse facing left. A step to the left or right turns it that way, even when a wall
/// blocks the step; steps up and down leave it as it is.
public enum Facing: String, Sendable, Hashable, Codable, CaseIterable {
  /// The side that the mouse looks to.
  case left, right
}

extension Maze {
  /// Which way the mouse looks.
  public var facing: Facing {
    get { mouseFacesRight ? .right : .left }
    set { mouseFacesRight = newValue == .right }
  }
}
