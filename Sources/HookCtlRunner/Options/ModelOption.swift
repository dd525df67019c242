import ArgumentParser
import ImpalaModel

/// Which policy a command is about.
struct ModelOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A checkpoint: .pth as PyTorch saves it, or .safetensors. (default: the bundled policy)",
      valueName: "file"),
    completion: .file(extensions: ["pth", "pt", "safetensors"]))
  var model: String?

  /// - Throws: whatever reading the file throws; nothing in it is ever run.
  func policy() throws -> Policy { try model.map { try Policy(contentsOf: $0) } ?? Policy.bundled() }

  /// The checkpoint itself, for what changes or describes parameters.
  func checkpoint() throws -> Checkpoint { try Checkpoint(contentsOf: model ?? BundledPolicy.path()) }

  /// What to call the policy of a checkpoint: its file's name.
  static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
