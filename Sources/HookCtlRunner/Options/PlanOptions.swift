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

  /// The chain, with all faults of spelling reported together.
  ///
  /// - Parameter level: the number that `{level}` stands for; nil where there is none.
  func chain(_ registry: Registry, on level: Int? = nil) throws -> Plan { try chain(parts, registry, on: level) }

  private func chain(_ parts: [Part], _ registry: Registry, on level: Int? = nil) throws -> Plan {
    let (chain, faults) = try read(parts, registry, on: level)
    guard faults.isEmpty else { throw FaultList(faults) }
    return chain
  }

  /// The edits on every maze of a set.
  ///
  /// - Throws: faults of spelling, ``InputError/levelOfFile(_:)``, ``PlanOptionError``.
  func edits(on mazes: MazeSet, _ registry: Registry) throws -> LevelPlan {
    let parts = parts
    guard parts.contains(where: \.namesLevel) else { return LevelPlan(try chain(parts, registry)) }
    let first = try chain(parts, registry, on: mazes.isOfLevels ? mazes.numbers[0] : nil)
    if let path = writePlan.first { throw PlanOptionError.otherOnEachLevel(path: path) }
    return LevelPlan(try calls(parts, of: first, registry)) { [self] in try chain(parts, registry, on: $0) }
  }

  /// The edits as they were written: calls that name the level stay as they are.
  private func calls(_ parts: [Part], of first: Plan, _ registry: Registry) throws -> [String] {
    let spelled = first.edits.map(\.description)
    let written = try parts.flatMap { part -> [String?] in
      switch part.place {
      case .patch(let call): [part.namesLevel ? call : nil]
      case .plan: try Plan(text: Self.completed(part.text.get(), on: 0), registry: registry).edits.map { _ in nil }
      }
    }
    // Where groups are left out, calls are not told apart.
    return written.count == spelled.count ? zip(written, spelled).map { $0 ?? $1 } : spelled
  }

  /// The edits of a command that has one plan for all levels.
  ///
  /// - Throws: ``PlanOptionError/oneForAllLevels(command:)`` for calls that name the level.
  func chain(of command: String, _ registry: Registry) throws -> Plan {
    let parts = parts
    if parts.contains(where: \.namesLevel) { throw PlanOptionError.oneForAllLevels(command: command) }
    return try chain(parts, registry)
  }

  /// A part of the chain with its text; a file is read once, and what kept it from being read is one of the chain's faults.
  private struct Part: Sendable {
    let place: PlanPart
    let text: Result<String, any Error>

    var namesLevel: Bool { (try? text.get())?.contains(PlanOptions.level) ?? false }
  }

  private var parts: [Part] {
    PlanPart.ordered(plans: plan, patches: patch).map { place in
      switch place {
      case .patch(let call): Part(place: place, text: .success(call))
      case .plan(let path): Part(place: place, text: Result { try TextFile.read(path) })
      }
    }
  }

  /// What stands for the number of the level in calls, as it does in sweeps.
  private static let level = "{level}"

  /// The edits that `make` makes of a call, or of the contents of a file, on every maze of a set.
  static func edits(
    _ text: String, on mazes: MazeSet?, _ make: @escaping @Sendable (String) throws -> Plan
  ) throws -> LevelPlan {
    let first = try make(completed(text, on: mazes.flatMap { $0.isOfLevels ? $0.numbers.first : nil }))
    guard text.contains(level) else { return LevelPlan(first) }
    return LevelPlan(first.edits.count == 1 ? [text] : first.edits.map(\.description)) {
      try make(completed(text, on: $0))
    }
  }

  /// A text with the number of a level where it names it.
  private static func completed(_ text: String, on number: Int?) throws -> String {
    guard text.contains(level) else { return text }
    guard let number else { throw InputError.levelOfFile(text) }
    return text.replacing(level, with: String(number))
  }

  /// The edits that can be read, with what is wrong with the others.
  func readable(
    _ registry: Registry, on level: Int? = nil
  ) throws -> (chain: Plan, faults: [any ExplainedError]) {
    try read(parts, registry, on: level)
  }

  private func read(
    _ parts: [Part], _ registry: Registry, on level: Int?
  ) throws -> (chain: Plan, faults: [any ExplainedError]) {
    var faults: [any ExplainedError] = []
    func noting(_ body: () throws -> Void) throws {
      do { try body() } catch let error as any ExplainedError { faults.append(error) }
    }
    var chain = Plan(allowUnmatched: allowUnmatched)
    for path in writePlan { try noting { try PlanText.check(path) } }
    for part in parts {
      try noting {
        func text() throws -> String { try Self.completed(part.text.get(), on: level) }
        switch part.place {
        case .plan(let path): chain = try chain + FileFault.reading(path) { try Plan(text: text(), registry: registry) }
        case .patch: chain.edits += try CallSyntax.edits(text(), registry: registry)
        }
      }
    }
    for group in without { try noting { chain = try chain.without(group: group) } }
    return (chain, faults)
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

/// A part of the chain of edits, as the command line gives it.
enum PlanPart: Equatable {
  case plan(String)
  case patch(String)

  /// The parts in the order of the running program's command line.
  static func ordered(plans: [String], patches: [String]) -> [PlanPart] {
    let given = (Program.current?.options ?? []).compactMap { use -> PlanPart? in
      switch use.name {
      case "--plan": .plan(use.value)
      case "--patch": .patch(use.value)
      default: nil
      }
    }
    // Outside of a program there is no command line.
    return given.count == plans.count + patches.count ? given : plans.map(PlanPart.plan) + patches.map(PlanPart.patch)
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
