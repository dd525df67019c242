import ArgumentParser
import Experiments
import HookKit
import MazeLab

/// The chain of edits: patches and plan files in the order written.
struct PlanOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "An edit, kind(name: value, ...)@site[selection], or group(CALL, CALL, named: NAME); repeatable, applied in order.",
      valueName: "call"))
  var patch: [String] = []

  @Option(
    help: ArgumentHelp(
      "A file of edits (JSON or YAML), in its place among the patches; repeatable.", valueName: "file"),
    completion: .file(extensions: ["json", "yaml", "yml"]))
  var plan: [String] = []

  @Option(
    help: ArgumentHelp("Save the whole chain as FILE.json or FILE.yaml; repeatable.", valueName: "file"),
    completion: .file(extensions: ["json", "yaml", "yml"]))
  var writePlan: [String] = []

  @Option(
    help: ArgumentHelp("Leave out the edits of a group; repeatable.", valueName: "group"))
  var without: [String] = []

  @Flag(help: "Accept edits that match, select or change nothing.")
  var allowUnmatched = false

  @Option(parsing: .unconditional, help: ArgumentHelp("The seed of all random draws.", valueName: "n"))
  var seed: UInt64 = 0

  /// Whether any edit is given.
  var isGiven: Bool { !patch.isEmpty || !plan.isEmpty }

  /// The edits as they were written.
  private func written(_ registry: Registry) -> WrittenPlan {
    WrittenPlan(parts, without: without, allowUnmatched: allowUnmatched, registry)
  }

  private var parts: [WrittenPlan.Part] { WrittenPlan.Part.ordered(plans: plan, patches: patch) }

  /// The chain, with all faults of spelling reported together.
  ///
  /// - Parameter level: the number that `{level}` stands for; nil where there is none.
  func chain(_ registry: Registry, on level: Int? = nil) throws -> Plan { try chain(written(registry), on: level) }

  private func chain(_ written: WrittenPlan, on level: Int? = nil) throws -> Plan {
    let (chain, faults) = try readable(written, on: level)
    guard faults.isEmpty else { throw FaultList(faults) }
    return chain
  }

  /// The edits on every maze of a set.
  ///
  /// - Throws: faults of spelling, also of ``WrittenPlan/edits(on:)``; ``PlanOptionError``.
  func edits(on mazes: MazeSet, _ registry: Registry) throws -> LevelPlan {
    let written = written(registry)
    guard written.namesLevel else { return LevelPlan(try chain(written)) }
    let edits = try written.edits(on: mazes)
    if let path = writePlan.first { throw PlanOptionError.otherOnEachLevel(path: path) }
    return edits
  }

  /// The edits of a command that has one plan for all levels.
  ///
  /// - Throws: ``PlanOptionError/oneForAllLevels(command:)`` for calls that name the level.
  func chain(of command: String, _ registry: Registry) throws -> Plan {
    let written = written(registry)
    if written.namesLevel { throw PlanOptionError.oneForAllLevels(command: command) }
    return try chain(written)
  }

  /// The edits that can be read, with what is wrong with the others.
  func readable(_ registry: Registry, on level: Int? = nil) throws -> (chain: Plan, faults: [any ExplainedError]) {
    try readable(written(registry), on: level)
  }

  private func readable(
    _ written: WrittenPlan, on level: Int?
  ) throws -> (chain: Plan, faults: [any ExplainedError]) {
    var faults: [any ExplainedError] = []
    for path in writePlan {
      do { try PlanText.check(path) } catch let error as any ExplainedError { faults.append(error) }
    }
    let (plan, others) = try written.readable(on: level)
    return (plan, faults + others)
  }

  /// What `--write-plan` asks to be written.
  func planFile(_ chain: Plan, _ registry: Registry) throws -> [FileOutput.Contents] {
    try writePlan.map { FileOutput.Contents(Array(try PlanText.text(of: chain, registry, for: $0).utf8), for: $0) }
  }
}

/// Options of plans that do not go together.
enum PlanOptionError: ExplainedError, Equatable {
  case otherOnEachLevel(path: String)
  case oneForAllLevels(command: String)

  var explanation: Explanation {
    switch self {
    case .otherOnEachLevel(let path):
      Explanation(
        .usage, "--write-plan \(path)", "with {level} in a call the plan is another one on each level",
        try: "leave it out, or write the number of a level in the call")
    case .oneForAllLevels(let command):
      Explanation(
        .usage, "{level}", "`\(command)` looks for one plan, the same on all levels",
        try:
          "name the levels themselves, as in vector: levels 0..<50 minus levels 0..<50 without cheese; {level} works in "
          + "compare, vfield, capture, lab, rollout, sweep, probe and statistics")
    }
  }
}

extension WrittenPlan.Part {
  /// The parts in the order of the running program's command line.
  static func ordered(plans: [String], patches: [String]) -> [WrittenPlan.Part] {
    let given = (Program.current?.options ?? []).compactMap { use -> WrittenPlan.Part? in
      switch use.name {
      case "--plan": .file(use.value)
      case "--patch": .call(use.value)
      default: nil
      }
    }
    // Outside of a program there is no command line.
    return given.count == plans.count + patches.count
      ? given : plans.map(WrittenPlan.Part.file) + patches.map(WrittenPlan.Part.call)
  }
}

/// The two forms that plans are written in.
private enum PlanText {
  static func check(_ path: String) throws {
    guard form(of: path) != nil else {
      throw OutputError.unknownExtension(path: path, known: ["json", "yaml"])
    }
    try FileOutput.check(path)
  }

  static func text(of plan: Plan, _ registry: Registry, for path: String) throws -> String {
    try form(of: path) == "json" ? plan.json(naming: registry) : plan.yaml(naming: registry)
  }

  private static func form(of path: String) -> String? {
    switch FileExtension.of(path) {
    case "json": "json"
    case "yaml", "yml": "yaml"
    default: nil
    }
  }
}
