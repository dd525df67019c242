/// The sprites of a theme.
struct Artwork: Sendable {
  let wall: Sprite
  let cheese: Sprite
  let mouse: Sprite
  let mirroredMouse: Sprite
  /// Empty for a theme without backgrounds.
  let backgrounds: [Background]

  /// procgen's pictures.
  init(_ pictures: Pictures) {
    wall = pictures.wall
    cheese = pictures.cheese
    mouse = pictures.mouse
    mirroredMouse = mouse.mirrored
    backgrounds = pictures.backgrounds
  }

  /// procgen's monochrome option: one opaque pixel each, which stretches to a plain rectangle.
  init(backgrounds: [Background]) {
    wall = Sprite(red: 191, green: 127, blue: 63)
    cheese = Sprite(red: 127, green: 127, blue: 255)
    mouse = Sprite(red: 127, green: 255, blue: 127)
    mirroredMouse = mouse
    self.backgrounds = backgrounds
  }

  /// The mouse of a scene as it faces.
  func mouse(of scene: Scene) -> Sprite { scene.mouse.isReflected ? mirroredMouse : mouse }

  /// The background of a scene, unless it has none.
  func background(of scene: Scene) -> Sprite? { backgroundIndex(of: scene).map { backgrounds[$0].sprite } }

  /// The number of the background of a scene, unless it has none.
  func backgroundIndex(of scene: Scene) -> Int? {
    scene.useBackgrounds && backgrounds.indices.contains(scene.background) ? scene.background : nil
  }

  /// Calls `body` with the pictures of the mouse, facing left and right.
  func withMice(_ body: ((left: SpritePixels, right: SpritePixels)) -> Void) {
    mouse.withPixels { left in mirroredMouse.withPixels { body((left, $0)) } }
  }
}
