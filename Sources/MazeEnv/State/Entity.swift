/// A thing in the world: in a maze, the mouse. Names and order are those of the state bytes.
public struct Entity: Sendable, Equatable {
  /// Centre, in cells from the left.
  public var x: Float
  /// Centre, in cells from the bottom.
  public var y: Float
  /// Last step's movement to the right; -0 after a blocked move left.
  public var vx: Float = 0
  /// Last step's movement upwards; -0 after a blocked move down.
  public var vy: Float = 0
  /// Half the width.
  public var rx: Float = 0.5
  /// Half the height.
  public var ry: Float = 0.5
  /// 0 is the mouse.
  public var type: Int32 = 0
  /// Which picture.
  public var imageType: Int32 = 0
  /// Which variant of the picture.
  public var imageTheme: Int32 = 0
  /// Layer.
  public var renderZ: Int32 = 1
  /// About to be removed.
  public var willErase = false
  /// Meets other entities.
  public var collidesWithEntities = false
  /// Added to its size in collisions.
  public var collisionMargin: Float = 0
  /// Angle.
  public var rotation: Float = 0
  /// Change of angle.
  public var vrot: Float = 0
  /// Faces right: its picture, which faces left, is mirrored.
  public var isReflected = false
  /// Unused in the maze.
  public var fireTime: Int32 = -1
  /// Unused in the maze.
  public var spawnTime: Int32 = -1
  /// Steps since the level began.
  public var lifeTime: Int32 = 0
  /// Unused in the maze.
  public var expireTime: Int32 = -1
  /// Unused in the maze.
  public var useAbsCoords = false
  /// Unused in the maze.
  public var friction: Float = 1
  /// Unused in the maze.
  public var smartStep = true
  /// Unused in the maze.
  public var avoidsCollisions = false
  /// Unused in the maze.
  public var autoErase = true
  /// Unused in the maze.
  public var alpha: Float = 1
  /// Unused in the maze.
  public var health: Float = 1
  /// Unused in the maze.
  public var theta: Float = -100
  /// Unused in the maze.
  public var growRate: Float = 1
  /// Unused in the maze.
  public var alphaDecay: Float = 1
  /// Unused in the maze.
  public var climberSpawnX: Float = 0

  /// A mouse with its centre at (`x`, `y`), facing left.
  public init(x: Float, y: Float) {
    self.x = x
    self.y = y
  }

  /// The outer square under the centre.
  public var square: Square { Square(truncated(Double(y)), truncated(Double(x))) }
}

extension Entity {
  /// Goes through every field in the order of the state bytes.
  mutating func visitFields(_ visitor: inout some StateFieldVisitor) throws {
    try visitor.float("x", &x)
    try visitor.float("y", &y)
    try visitor.float("vx", &vx)
    try visitor.float("vy", &vy)
    try visitor.float("rx", &rx)
    try visitor.float("ry", &ry)
    try visitor.int("type", &type)
    try visitor.int("image_type", &imageType)
    try visitor.int("image_theme", &imageTheme)
    try visitor.int("render_z", &renderZ)
    try visitor.flag("will_erase", &willErase)
    try visitor.flag("collides_with_entities", &collidesWithEntities)
    try visitor.float("collision_margin", &collisionMargin)
    try visitor.float("rotation", &rotation)
    try visitor.float("vrot", &vrot)
    try visitor.flag("is_reflected", &isReflected)
    try visitor.int("fire_time", &fireTime)
    try visitor.int("spawn_time", &spawnTime)
    try visitor.int("life_time", &lifeTime)
    try visitor.int("expire_time", &expireTime)
    try visitor.flag("use_abs_coords", &useAbsCoords)
    try visitor.float("friction", &friction)
    try visitor.flag("smart_step", &smartStep)
    try visitor.flag("avoids_collisions", &avoidsCollisions)
    try visitor.flag("auto_erase", &autoErase)
    try visitor.float("alpha", &alpha)
    try visitor.float("health", &health)
    try visitor.float("theta", &theta)
    try visitor.float("grow_rate", &growRate)
    try visitor.float("alpha_decay", &alphaDecay)
    try visitor.float("climber_spawn_x", &climberSpawnX)
  }
}

/// The whole part of `value`, for values that may be anything a file holds: NaN gives 0, the rest is bounded.
@inline(__always)
func truncated(_ value: Double) -> Int {
  let limit = 1_099_511_627_776.0
  guard value == value else { return 0 }
  return Int(min(max(value, -limit), limit))
}
