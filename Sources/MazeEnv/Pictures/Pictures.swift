import HookKit

/// procgen's own pictures of the wall, the cheese, the mouse and the backgrounds.
///
/// They belong to others and are not part of HookKit; the set-up puts them into the cache folder.
public struct Pictures: Sendable {
  /// The wall.
  public let wall: Sprite
  /// The cheese.
  public let cheese: Sprite
  /// The mouse, which faces left.
  public let mouse: Sprite
  /// The nine backgrounds in procgen's order.
  public let backgrounds: [Background]

  /// Reads the pictures from the folder that holds `data/assets`, and checks that they are the right ones.
  ///
  /// - Throws: `MazeError.picturesMissing` or `.pictureDamaged`, with the command that gets them.
  public init(folder: String = PictureFiles.defaultFolder()) throws {
    wall = try PNGPicture.read(PictureFiles.wall, in: folder)
    cheese = try PNGPicture.read(PictureFiles.cheese, in: folder)
    mouse = try PNGPicture.read(PictureFiles.mouse, in: folder)
    let files = PictureFiles.backgrounds
    backgrounds = try Parallel.map(files.count) { try PNGPicture.background(files[$0], in: folder) }
  }
}

/// How mazes are drawn.
public enum Theme: String, CaseIterable, Sendable, Codable {
  /// With procgen's pictures, pixel for pixel as procgen draws them.
  case procgen
  /// As procgen's monochrome option without backgrounds: needs no pictures.
  case plain
}
