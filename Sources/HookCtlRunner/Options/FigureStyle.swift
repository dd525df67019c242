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

  @OptionGroup var size: SizeOption

  var options: FigureOptions {
    FigureOptions(style: style, shading: shade, keepsPadding: keepPadding, showsCaption: !noCaption)
  }
}

extension FigureOptions.Style: ExpressibleByArgument {}
extension FigureOptions.Shading: ExpressibleByArgument {}
