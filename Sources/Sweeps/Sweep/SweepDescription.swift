import Foundation
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// A sweep as text: what the command line and sweep files say, and what the database keeps.
///
/// ```yaml
/// version: 1
/// levels: 0..<50
/// patches:
///   - "add(vector: level {level} minus level {level} without cheese, scale: {-2..2/0.5})@{embedder.block*.resadd_out}"
/// metrics: [mean-total-variation, decision-square]
/// nulls: 20
/// ```
public struct SweepDescription: Sendable, Equatable {
  /// A plan by the name of its file.
  public struct NamedPlan: Sendable, Equatable, Codable {
    /// The name that the axis has it under.
    public var name: String
    /// The plan as a plan file has it, JSON or YAML.
    public var text: String

    /// A plan's text with its name.
    public init(name: String, text: String) { (self.name, self.text) = (name, text) }
  }

  /// `0..<50`, `8`, `3,5,9`; empty for mazes of files.
  public var levels: String
  /// Files of mazes in place of levels, or patterns of such.
  public var files: [String] = []
  /// What is changed in every maze before the axis `maze` does; nil for nothing.
  public var change: String?
  /// What must hold for the mazes, as `--where` has it.
  public var conditions: [String] = []

  /// What is made of the mazes, and which are kept: ", each rotated 90, with size 13..25".
  var qualities: String { MazeSet.qualities(change, conditions) }
  /// The distribution mode of the levels.
  public var mode: MazeMode
  /// Changes of every maze; none for the mazes as they are.
  public var mazes: [String]
  /// Which way the mouse looks: "left", "right", "both", "state"; none for as it looks in the level.
  public var facings: [String]
  /// `0`, `0..<10`, `1, 2, 3`.
  public var seeds: String
  /// Further axes by their names, which calls use in braces.
  public var axes: [String: String]
  /// Whole plans, one at a time.
  public var plans: [NamedPlan]
  /// Calls with axes in braces, applied in order.
  public var patches: [String]
  /// How many of the patches are applied before the plan.
  public var patchesBeforePlans: Int
  /// Whether edits may match, select or change nothing.
  public var allowUnmatched: Bool
  /// What is measured.
  public var metrics: [String]
  /// The number of draws of each control.
  public var nulls: Int
  /// The controls; when none is named and ``nulls`` is not 0, those that fit the edits.
  public var controls: [String]
  /// The group whose edits the null twins stand for; nil for all edits.
  public var nullsOf: String?

  /// The version of sweep files.
  public static let version = SweepFile.version

  /// A sweep over levels; what is not given is left as it is, or is left out.
  public init(
    levels: String, mode: MazeMode = .hard, mazes: [String] = [], facings: [String] = [],
    seeds: String = "0",
    axes: [String: String] = [:],
    plans: [NamedPlan] = [], patches: [String] = [], patchesBeforePlans: Int = 0, allowUnmatched: Bool = false,
    metrics: [String] = [], nulls: Int = 0, controls: [String] = [], nullsOf: String? = nil
  ) {
    (self.levels, self.mode, self.mazes, self.facings) = (levels, mode, mazes, facings)
    (self.seeds, self.axes) = (seeds, axes)
    (self.plans, self.patches, self.allowUnmatched) = (plans, patches, allowUnmatched)
    self.patchesBeforePlans = patchesBeforePlans
    (self.metrics, self.nulls, self.controls, self.nullsOf) = (metrics, nulls, controls, nullsOf)
  }
}

extension SweepDescription {
  /// Its mazes for people: "Levels 0..<50, hard mode".
  public var mazesInWords: String {
    let mazes = files.isEmpty ? "Levels \(levels), \(mode.rawValue) mode" : "Mazes of \(files.joined(separator: ", "))"
    let changed = change.map { ", each \($0)" } ?? ""
    return mazes + changed + (conditions.isEmpty ? "" : ", with \(conditions.joined(separator: " and "))")
  }

  /// Its mazes as they are written.
  var choice: MazeChoice {
    MazeChoice(
      levels: levels.isEmpty ? nil : levels, files: files, mode: files.isEmpty ? mode : nil, change: change,
      conditions: conditions)
  }
}

extension Sweep {
  /// The sweep that a description means, for a network.
  ///
  /// - Parameters:
  ///   - description: what was asked.
  ///   - mazes: its mazes, where they are there already.
  ///   - registry: the interventions and metrics that it may name.
  ///   - graph: the network, or the first of several.
  ///   - models: the policies, where there are several: an axis, whatever the description says.
  /// - Throws: what is wrong with it: ``SweepError``, and what calls, plans and metrics throw, faults of one sort together.
  public init(
    _ description: SweepDescription, on mazes: MazeSet? = nil, registry: Registry, graph: ModuleGraph,
    models: [Policy] = []
  ) throws {
    guard let mazes = try mazes ?? description.choice.mazes(registry) else { throw SweepError.noLevels }
    var axes = try Self.sceneAxes(description, mazes)
    if models.count > 1 { axes.append(try Axis.models(models)) }
    for name in description.axes.keys.sorted() {
      let sites = name == Axis.siteName ? graph : nil
      axes.append(try Axis(name, AxisContent(description.axes[name] ?? "", sitesOf: sites).values))
    }
    let given = axes.filter { !Axis.sceneNames.contains($0.name) }.map(\.name)
    var faults: [any ExplainedError] = []
    func noting<Result>(_ body: () throws -> Result) throws -> Result? {
      do { return try body() } catch let error as any ExplainedError {
        faults.append(error)
        return nil
      }
    }
    let templates = try description.patches.compactMap { call in
      try noting { try CallTemplate(call, axes: &axes, graph: graph) }
    }
    let metrics = try description.metrics.compactMap { text in try noting { try registry.metric(text) } }
    let plans = try description.plans.compactMap { named in
      try noting { (named.name, try Plan(text: named.text, registry: registry)) }
    }
    guard faults.isEmpty else { throw FaultList(faults) }
    guard !templates.isEmpty || !plans.isEmpty else { throw SweepError.noEdits }
    guard (0...templates.count).contains(description.patchesBeforePlans) else {
      throw SweepError.patchesBeforePlans(description.patchesBeforePlans, of: templates.count)
    }
    let used = Set(templates.flatMap(\.axisNames))
    for name in given where !used.contains(name) { throw SweepError.unusedAxis(name) }
    if plans.count > 1 { axes.append(try Axis(Axis.planName, plans.map { .plan($0.0) })) }
    let byName = Dictionary(plans) { first, _ in first }
    var kept = description
    kept.metrics = metrics.map(\.text)
    try self.init(
      mazes, metrics,
      try Controls(
        named: description.controls, draws: description.nulls, of: description.nullsOf, in: registry),
      axes, kept
    ) { point in
      var plan = (plans.count == 1 ? plans[0].1 : point[Axis.planName].flatMap { byName[$0.text] }) ?? Plan()
      let patches = try templates.map { try CallSyntax.edits(try $0.call(at: point), registry: registry) }
      let before = description.patchesBeforePlans
      plan.edits = patches.prefix(before).flatMap(\.self) + plan.edits + patches.dropFirst(before).flatMap(\.self)
      plan.allowUnmatched = plan.allowUnmatched || description.allowUnmatched
      return plan
    }
  }

  private static func sceneAxes(_ description: SweepDescription, _ mazes: MazeSet) throws -> [Axis] {
    var axes = [try Axis.mazes(mazes)]
    if !description.mazes.isEmpty {
      axes.append(try Axis(Axis.mazeName, description.mazes.map { .maze(try MazeChange(text: $0)) }))
    }
    let facings = description.facings.flatMap(AxisContent.parts)
    if !facings.isEmpty {
      axes.append(
        try Axis(
          Axis.facingName,
          facings.map { text in
            guard let facing = FieldFacing(rawValue: text) else { throw SweepError.facing(text) }
            return .facing(facing)
          }))
    }
    let seeds = try AxisContent.parts(description.seeds).flatMap { part -> [Axis.Value] in
      // As of levels: no seed is negative, so that a hyphen can only mean a range.
      let range = part.wholeMatch(of: /(\d+)\s*-\s*(\d+)/).map { "\($0.1)..\($0.2)" }
      guard let numbers = try AxisContent.wholeNumbers(range ?? part) else { throw SweepError.notASeed(part) }
      return try numbers.map { number -> Axis.Value in
        guard let seed = UInt64(exactly: number) else { throw SweepError.notASeed("\(number)") }
        return .seed(seed)
      }
    }
    // One seed is no axis but a setting, and still part of every point.
    return axes + [try Axis(Axis.seedName, seeds)]
  }
}
