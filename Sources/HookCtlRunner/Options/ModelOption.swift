import ArgumentParser
import HookKit
import ImpalaModel

/// Which policy a command is about.
struct ModelOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A checkpoint: .pth as PyTorch saves it, .safetensors, or a name of `model fetch`. (default: the bundled policy)",
      valueName: "file"),
    completion: .file(extensions: ["pth", "pt", "safetensors"]))
  var model: String?

  @Option(
    help: ArgumentHelp(
      "A YAML file that renames the checkpoint's parameters: its name: the network's.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var names: String?

  /// - Throws: whatever reading the files throws; nothing in them is ever run.
  func policy() throws -> Policy {
    guard let model else { return try Policy.bundled() }
    return try Policy(contentsOf: FetchedModels.path(model), names: nameMap(), architectures: KnownNames.architectures)
  }

  /// The checkpoint's file.
  func path() throws -> String { try model.map(FetchedModels.path) ?? BundledPolicy.path() }

  /// The checkpoint itself, for what changes or describes parameters.
  func checkpoint() throws -> Checkpoint {
    try Checkpoint(contentsOf: path(), names: nameMap(), architectures: KnownNames.architectures)
  }

  private func nameMap() throws -> NameMap? {
    if names != nil, model == nil { throw OptionError.namesWithoutModel }
    return try names.map { try NameMap(contentsOf: $0) }
  }
}
