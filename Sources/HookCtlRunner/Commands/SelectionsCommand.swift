import ArgumentParser
import Experiments
import HookKit

/// `hookctl selections`: what may stand in the brackets of an edit besides indexes.
struct SelectionsCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "selections",
    abstract: "List the selections that edits know besides indexes.",
    discussion: """
      An edit takes the elements in its brackets: indexes as in NumPy, [55, 3:5]; squares of the maze, \
      [55, square(3, 4)]; or one of these, which are worked out before a run.

      EXAMPLES
        hookctl selections
        hookctl compare --level 8 --patch 'zero@embedder.block2.res1.resadd_out[top(8)]'
        hookctl compare --level 8 --patch 'zero@embedder.block2.res1.resadd_out[mask.npz]'
      """)

  @Argument(help: "Only this one.", completion: .custom { _, _, _ in KnownNames.selections })
  var name: String?

  @OptionGroup var output: OutputOptions<ListOutput>

  func answer(in program: Program) throws -> Answer { Answer(try program.registry.selectionsReport(of: name)) }
}
