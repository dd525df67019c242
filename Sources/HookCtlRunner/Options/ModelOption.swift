import ArgumentParser
import HookKit
import ImpalaModel

/// Which policy a command is about.
struct ModelOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A checkpoint: .pth as PyTorch saves it, .safetensors, or a name of `model fetch`. (default: the bundled policy)",
      valueName: "file"),
    completion: .file(extensions: NamedModel.fileExtensions))
  var model: String?

  @Option(
    help: ArgumentHelp(
      "A YAML file that renames the checkpoint's parameters: its name: the network's.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var names: String?

  /// - Throws: whatever reading the files throws; nothing in them is ever run.
  func policy() throws -> Policy {
    guard let model else { return try Policy.bundled() }
    return try NamedModel.policy(model, names: nameMap())
  }

  /// The checkpoint itself, for what changes or describes parameters.
  func checkpoint() throws -> Checkpoint {
    guard let model else {
      _ = try nameMap()
      return try BundledPolicy.checkpoint()
    }
    return try NamedModel.checkpoint(model, names: nameMap())
  }

  private func nameMap() throws -> NameMap? {
    if names != nil, model == nil { throw OptionError.namesWithoutModel }
    return try names.map { try NameMap(contentsOf: $0) }
  }
}
