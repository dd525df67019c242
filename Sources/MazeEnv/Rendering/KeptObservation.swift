/// What an environment shows but for its mouse, kept from step to step: only the mouse moves.
struct KeptObservation: Sendable {
  private var cells: [Int32] = []
  private var mode = MazeMode.hard
  private var background: Int32 = -1
  private var settings = MazeState.Settings()
  private var view = MazeState.View()
  private var pixels: [UInt8] = []

  /// The number of bytes of an observation.
  static let size = MazeRenderer.observationSize * MazeRenderer.observationSize * 3

  /// Draws what a state shows: uint8 `[64, 64, 3]`.
  ///
  /// - Parameter mice: those of the renderer.
  mutating func draw(
    _ state: MazeState, _ renderer: MazeRenderer, _ mice: MousePictures, on picture: UnsafeMutableBufferPointer<UInt8>
  ) {
    if state.settings.centerAgent {
      // The view moves with the mouse, and everything with it.
      _ = picture.update(fromContentsOf: renderer.observation(Scene(state)).pixels)
      return
    }
    if !isKept(of: state) { keep(state, renderer) }
    _ = picture.update(fromContentsOf: pixels)
    let mouse = state.mouse
    PixelBuffer.draw(
      mouse: mouse, mice.pixels(of: mouse, isMonochrome: state.settings.useMonochromeAssets), view, on: picture,
      size: MazeRenderer.observationSize)
  }

  /// Whether the picture is that of a state's maze.
  private func isKept(of state: MazeState) -> Bool {
    background == state.backgroundIndex && mode == state.mode && settings == state.settings && cells == state.cells
  }

  private mutating func keep(_ state: MazeState, _ renderer: MazeRenderer) {
    (cells, mode, background, settings) = (state.cells, state.mode, state.backgroundIndex, state.settings)
    let scene = Scene(state)
    view = scene.view(height: MazeRenderer.observationSize)
    pixels = renderer.base(scene, renderer.prepared(for: scene), view: view).pixels
  }
}

/// The pictures of the mouse while observations are drawn: facing left and right, of the theme and of the plain one.
struct MousePictures {
  let themed, plain: (left: SpritePixels, right: SpritePixels)

  func pixels(of mouse: Entity, isMonochrome: Bool) -> SpritePixels {
    let pictures = isMonochrome ? plain : themed
    return mouse.isReflected ? pictures.right : pictures.left
  }
}
