import ArgumentParser
import Experiments
import HookKit
import MazeLab
import Sweeps

/// Where a bundle of the command's runs goes.
struct BundleOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keep what it takes to replay the runs, with digests of every site and square.", valueName: "file"),
    completion: .file())
  var bundle: String?

  /// - Throws: `FileError` where nothing can be written.
  func check() throws { if let bundle { try OutputFile.check(bundle, isOf: "bundle", "json") } }

  /// The contents of the bundle's file; nothing without the option.
  ///
  /// - Parameter fields: the runs of the plans; those that kept no sketches are done again.
  func contents(
    _ plans: [(name: String, plan: Plan)], fields: [FieldRun], of subject: FieldSubject, seed: UInt64,
    _ program: Program
  ) throws -> [FileOutput.Contents] {
    guard let bundle else { return [] }
    let setting = SweepSetting(
      policy: subject.policy, renderer: subject.renderer, mode: subject.state.mode, registry: program.registry)
    defer { program.console.endProgress() }
    let runs = try RunBundle(
      plans, fields: fields, on: subject.state, facing: subject.facing, setting: setting, seed: seed,
      command: CommandText.current,
      progress: program.console.rows("bundling the runs"))
    return [FileOutput.Contents(try runs.json, for: bundle)]
  }
}
