import HookKit

/// Draws mazes as procgen does, pixel for pixel.
///
/// A renderer prepares tables when it is made, about a millisecond; make one and keep it.
public struct MazeRenderer: Sendable {
  /// The number of pixels along each side of an observation.
  public static let observationSize = 64
  /// The number of pixels along each side of the large picture.
  public static let pictureSize = 512

  /// How mazes are drawn.
  public let theme: Theme
  private let pictures: Prepared?
  private let plain: Prepared

  /// A renderer of a theme.
  ///
  /// - Parameters:
  ///   - theme: how mazes look.
  ///   - pictures: procgen's pictures; by default read from their default folder.
  /// - Throws: `MazeError.picturesMissing` when the theme needs pictures that are not installed.
  public init(theme: Theme = .procgen, pictures: Pictures? = nil) throws {
    switch theme {
    case .plain:
      self = .plain
    case .procgen:
      self.theme = theme
      let artwork = Artwork(try pictures ?? Pictures())
      self.pictures = Prepared(artwork)
      plain = Prepared(Artwork(backgrounds: artwork.backgrounds))
    }
  }

  /// The renderer of the plain theme, which needs no pictures.
  public static let plain = MazeRenderer()

  private init() {
    theme = .plain
    pictures = nil
    plain = Prepared(Artwork(backgrounds: []))
  }

  /// A theme's sprites with the tables of the modes whose view never moves.
  ///
  /// A class: passing it counts one reference, not those of all its sprites.
  final class Prepared: Sendable {
    let artwork: Artwork
    private let easy: Tables
    private let hard: Tables

    final class Tables: Sendable {
      let view: MazeState.View
      let layout: ObservationLayout
      private let worldSize: Int
      /// The observations with nothing but a background that were drawn so far.
      private let backdrops = Locked<[Int?: PixelBuffer]>([:])

      init(_ mode: MazeMode, _ artwork: Artwork) {
        let scene = Scene(Maze(mode: mode))
        view = scene.view(height: ObservationLayout.size)
        layout = ObservationLayout(scene, view: view, artwork: artwork)
        worldSize = mode.worldSize
      }

      /// The observation of a scene with nothing but the background, if it has one.
      func backdrop(of scene: Scene, _ artwork: Artwork) -> PixelBuffer {
        let index = artwork.backgroundIndex(of: scene)
        return backdrops.withLock { backdrops in
          if let drawn = backdrops[index] { return drawn }
          let backdrop = ObservationLayout.backdrop(artwork.background(of: scene), worldSize: worldSize, view: view)
          backdrops[index] = backdrop
          return backdrop
        }
      }
    }

    init(_ artwork: Artwork) {
      self.artwork = artwork
      easy = Tables(.easy, artwork)
      hard = Tables(.hard, artwork)
    }

    /// The tables for a scene, unless its view moves with the mouse or shows a memory world as a whole.
    func tables(for scene: Scene) -> Tables? {
      if scene.followsMouse { return nil }
      switch scene.worldSize {
      case MazeMode.easy.worldSize: return easy
      case MazeMode.hard.worldSize: return hard
      default: return nil
      }
    }
  }

  func prepared(for scene: Scene) -> Prepared {
    if let pictures, !scene.isMonochrome { return pictures }
    return plain
  }

  /// The observation that the policy sees: 64 x 64.
  ///
  /// - Complexity: some ten microseconds; several times that in memory mode.
  public func observation(of state: MazeState) -> Image { observation(Scene(state)).image }

  /// The observation of a maze: 64 x 64.
  public func observation(of maze: Maze) -> Image { observation(Scene(maze)).image }

  func observation(_ scene: Scene) -> PixelBuffer {
    let prepared = prepared(for: scene)
    let view = prepared.tables(for: scene)?.view ?? scene.view(height: Self.observationSize)
    var canvas = base(scene, prepared, view: view)
    canvas.drawMouse(of: scene, artwork: prepared.artwork, view: view)
    return canvas
  }

  /// The observation without the mouse.
  func base(_ scene: Scene, _ prepared: Prepared, view: MazeState.View) -> PixelBuffer {
    let artwork = prepared.artwork
    if let tables = prepared.tables(for: scene) {
      var canvas = tables.backdrop(of: scene, artwork)
      canvas.drawCells(of: scene, artwork: artwork, layout: tables.layout)
      return canvas
    }
    var canvas = ObservationLayout.backdrop(
      artwork.background(of: scene), worldSize: scene.worldSize, view: view)
    canvas.drawCells(
      of: scene, artwork: artwork, layout: ObservationLayout(scene, view: view, artwork: artwork, isForOne: true))
    return canvas
  }

  /// Calls `body` with the pictures of the mouse.
  func withMice(_ body: (MousePictures) -> Void) {
    (pictures ?? plain).artwork.withMice { themed in
      plain.artwork.withMice { body(MousePictures(themed: themed, plain: $0)) }
    }
  }
}
