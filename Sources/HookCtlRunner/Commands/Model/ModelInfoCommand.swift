import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeLab

/// `hookctl model info`: what is in a checkpoint.
struct ModelInfoCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Architecture, scale, parameters and SHA-256 of a checkpoint, and what else it holds.",
    usage: "hookctl model info [<file>] [<options>]",
    discussion: """
      Nothing in the file is ever run.

      EXAMPLES
        hookctl model info
        hookctl model info model_rand_region_5.pth --json
      """)

  @Argument(
    help: ArgumentHelp("The checkpoint, as --model names it.", valueName: "file"),
    completion: .file(extensions: NamedModel.fileExtensions))
  var file: String?

  @OptionGroup var model: ModelOption

  @OptionGroup var output: OutputOptions<ListOutput>

  func answer(in program: Program) throws -> Answer {
    var model = model
    if let file {
      if let other = model.model { throw OptionError.modelTwice(file, other) }
      model.model = file
    }
    let checkpoint = try model.checkpoint()
    var policy: Policy?, failure: (any Error)?
    // A file that is no policy is described; that it is none is still an error.
    do {
      policy = try Policy(
        checkpoint, name: FileSystem.name(of: checkpoint.path), architectures: KnownNames.architectures)
    } catch { failure = error }
    return Answer(
      CheckpointListing.report(of: checkpoint, policy, (try? ModelFile(checkpoint)) ?? nil),
      notes: Self.notes(checkpoint), failure: failure)
  }

  private static func notes(_ checkpoint: Checkpoint) -> [String] {
    guard let prefix = checkpoint.removedPrefix, let name = checkpoint.parameters.names.first else { return [] }
    return ["the file's names begin with \"\(prefix)\", as in \(prefix)\(name); it was taken off"]
  }
}
