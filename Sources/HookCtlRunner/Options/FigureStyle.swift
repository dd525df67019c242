import ArgumentParser
import MazeLab

/// How pictures of fields look.
struct FigureStyle: ParsableArguments {
  @Option(help: "One arrow to a square, or one for each direction: arrows or components.")
  var style: FigureOptions.Style = .arrows

  @Option(help: ArgumentHelp("Colour the squares: none, values or totalVariation.", valueName: "what"))
  var shade: FigureOptions.Shading = .none

  @Flag(help: "Show the whole world, walls around the maze included.")
  var keepPadding = false

  @Flag(help: "Leave out level, plan and numbers under the panels.")
  var noCaption = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The width of pictures in pixels, 300 to the inch: 3000 is 10 inches. (default: 1050, or 2158 for several panels)",
      valueName: "n"))
  var size: Int?

  /// - Throws: ``OptionError`` for a size that no picture can have.
  var options: FigureOptions {
    get throws {
      if let size { try OptionError.check("--size", size, in: 600...20_000) }
      return FigureOptions(
        style: style, shading: shade, keepsPadding: keepPadding, showsCaption: !noCaption,
        width: size.map { Double($0) * 72 / 300 })
    }
  }
}

extension FigureOptions.Style: ExpressibleByArgument {}
extension FigureOptions.Shading: ExpressibleByArgument {}
