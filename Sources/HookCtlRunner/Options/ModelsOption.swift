import ArgumentParser
import HookKit
import ImpalaModel
import Sweeps

/// Which policies a command is about, where there may be several.
struct ModelsOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A checkpoint, a name of `model fetch`, or a pattern in quotes: 'run/model_*.pth'; several are an axis, in the order of training steps where their names tell; repeatable. (default: the bundled policy)",
      valueName: "file"),
    completion: .file(extensions: NamedModel.fileExtensions))
  var model: [String] = []

  @Option(
    help: ArgumentHelp(
      "A YAML file that renames the checkpoints' parameters: its name: the network's.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var names: String?

  /// The policy of a command that has one.
  func policy(of command: String) throws -> Policy {
    let policies = try policies()
    guard policies.count == 1 else { throw OptionError.oneModel(command: command) }
    return policies[0]
  }

  /// The policies, at least one; no two of one name.
  ///
  /// - Throws: whatever reading the files throws; nothing in them is ever run.
  func policies() throws -> [Policy] {
    guard !model.isEmpty else {
      if names != nil { throw OptionError.namesWithoutModel }
      return [try Policy.bundled()]
    }
    let names = try names.map { try NameMap(contentsOf: $0) }
    let paths = try model.flatMap { try SweepModel.ordered(files: FileGlob.paths($0)) }
    let policies = try SweepModel.ordered(paths.map { try NamedModel.policy($0, names: names) })
    if policies.count > 1 { _ = try Axis.models(policies) }
    return policies
  }
}
