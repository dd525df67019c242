import Foundation
import HookKit
import Interventions
import MazeLab
import Sweeps

extension Lab {
  /// A sweep over the lab's mazes, in its mode and with its seed, with what the registry knows.
  ///
  /// ```swift
  /// let results = try lab.sweep(["cheese-vector(scale: {-2..2/0.5})@\(site)"], metrics: ["decision-square"], nulls: 10)
  /// return try results.findings(recipe: Recipe())
  /// ```
  ///
  /// - Parameters:
  ///   - calls: the edits in their order, with axes in braces, as `hookctl sweep` takes them.
  ///   - metrics: what is measured at every point.
  ///   - nulls: how many null twins every point is held against.
  ///   - controls: which; for none, those that fit the edits.
  ///   - axes: further axes by their names.
  public func sweep(
    _ calls: [String], metrics: [String], nulls: Int = 0, controls: [Control] = [], axes: [String: String] = [:]
  ) throws -> SweepResults {
    var description = SweepDescription(
      levels: mazeSet.isOfLevels ? levelsText : "", mode: mode, facings: facing == .state ? [] : [facing.rawValue],
      seeds: "\(seed)", axes: axes,
      patches: calls, metrics: metrics, nulls: nulls,
      controls: controls.map(\.name))
    description.change = mazeSet.change.steps.isEmpty ? nil : mazeSet.change.description
    if !mazeSet.isOfLevels { (description.files, description.conditions) = (choice?.files ?? [], mazeSet.conditions) }
    return try results(of: Sweep(description, on: mazeSet, registry: registry, graph: policy.graph))
  }

  /// Runs a sweep with the lab's policy.
  ///
  /// Where findings go into a folder, its points are kept there in a file that an interrupted run is gone on
  /// with, and that `hookctl results` reads.
  ///
  /// - Parameters:
  ///   - sweep: the sweep.
  ///   - name: the name of that file, without its extension.
  public func results(of sweep: Sweep, named name: String = "sweep") throws -> SweepResults {
    let setting = SweepSetting(policy: policy, renderer: renderer, mode: sweep.mode, registry: registry)
    let runner = SweepRunner(try SweepLayout(sweep, graph: policy.graph), setting)
    return try withFolder { folder in
      let path = "\(folder)/\(name).sqlite"
      let store = try runner.store(at: path, program: "hookctl \(Version.current)", command: CommandText.current)
      try runner.run(into: store, command: CommandText.current) { progress($0.report) }
      try store.close()
      return try SweepResults(SweepReader(path))
    }
  }

  /// The levels as calls spell them: `0..<10` for those without gaps, `3,5,9` for others.
  public var levelsText: String {
    guard let first = levels.first, levels.count > 1, levels == Array(first..<first + levels.count) else {
      return levels.map(String.init).joined(separator: ",")
    }
    return "\(first)..<\(first + levels.count)"
  }

  /// Does something with the folder of the findings, or with one that is removed afterwards.
  private func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let path = folder ?? FileManager.default.temporaryDirectory.appending(path: "hookkit-\(UUID())").path()
    let isTemporary = folder == nil
    do {
      if isTemporary { TemporaryPaths.shared.add([path]) }
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true,
        attributes: isTemporary ? [.posixPermissions: 0o700] : nil)
    } catch {
      throw FileError.cannotWrite(path: path, reason: "the folder cannot be made")
    }
    defer {
      if isTemporary {
        TemporaryPaths.shared.forget([path]) { try? FileManager.default.removeItem(atPath: path) }
      }
    }
    return try body(path)
  }
}
