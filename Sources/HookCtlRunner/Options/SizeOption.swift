import ArgumentParser
import MazeLab

/// How large pictures are: one option of all commands that draw.
struct SizeOption: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The width of pictures in pixels, 300 to the inch: 3000 is 10 inches. (default: 1050, or 2158 for wide ones)",
      valueName: "n"))
  var size: Int?

  /// What pictures with texts can be: two inches, and what still fits into memory.
  static let pictures = 600...20_000

  /// Draws all pictures of some work as wide as was asked for.
  ///
  /// - Parameter limits: what the pictures can be.
  /// - Throws: ``OptionError`` for a size that they cannot have, before anything is done.
  func drawing(_ work: () throws -> Void, in limits: ClosedRange<Int> = Self.pictures) throws {
    if let size { try OptionError.check("--size", size, in: limits) }
    try PictureWidth.$current.withValue(size.map(PictureWidth.points), operation: work)
  }
}
