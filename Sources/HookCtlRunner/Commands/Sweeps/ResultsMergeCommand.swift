import ArgumentParser
import HookKit
import Sweeps

/// `hookctl results merge`: parts of one sweep as one file.
struct ResultsMergeCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Put the parts of one sweep together.",
    discussion: """
      The parts are those that `sweep --shard K/N` made; the result is what one run of the whole makes. Parts of \
      different sweeps, and parts that share points, are errors. The result may be resumed by the sweep's command.

      EXAMPLES
        hookctl results merge part-1.sqlite part-2.sqlite --out whole.sqlite
      """)

  @Argument(
    help: ArgumentHelp("The parts.", valueName: "file.sqlite"), completion: .file(extensions: ["sqlite"]))
  var parts: [String]

  @Option(help: ArgumentHelp("The file to make; it must not exist yet.", valueName: "file.sqlite"))
  var out: String

  func run(in program: Program) throws {
    try OutputFile.check(out, isOf: "sqlite")
    let merged = try SweepMerge.merge(parts, into: out)
    program.console.note("wrote \(out): \(merged.points.grouped) of \(merged.total.grouped) points")
  }
}
