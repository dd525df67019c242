import ArgumentParser
import ImpalaModel

/// Which policy a command is about.
struct ModelOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A checkpoint: .pth as PyTorch saves it, .safetensors, or a name of `model fetch`. (default: the bundled policy)",
      valueName: "file"),
    completion: .file(extensions: ["pth", "pt", "safetensors"]))
  var model: String?

  /// - Throws: whatever reading the file throws; nothing in it is ever run.
  func policy() throws -> Policy {
    try model.map { try Policy(contentsOf: FetchedModels.path($0)) } ?? Policy.bundled()
  }

  /// The checkpoint's file.
  func path() throws -> String { try model.map(FetchedModels.path) ?? BundledPolicy.path() }

  /// The checkpoint itself, for what changes or describes parameters.
  func checkpoint() throws -> Checkpoint { try Checkpoint(contentsOf: path()) }

  /// What to call the policy of a checkpoint: its file's name.
  static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
