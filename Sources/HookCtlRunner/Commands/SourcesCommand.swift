import ArgumentParser
import Experiments
import HookKit

/// `hookctl sources`: what may stand where a call takes a tensor.
struct SourcesCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "List what calls can name where they take a tensor.",
    discussion: """
      A parameter such as the vector of add takes one of these. "A minus B" is the difference of the means of two.

      EXAMPLES
        hookctl sources
        hookctl compare --level 8 --patch 'add(vector: level 8 minus level 8 without cheese, \
          scale: -1)@embedder.block2.res1.resadd_out'
      """)

  @OptionGroup var output: OutputOptions<ListOutput>

  func answer(in program: Program) throws -> Answer { Answer(program.registry.sourcesReport) }
}
