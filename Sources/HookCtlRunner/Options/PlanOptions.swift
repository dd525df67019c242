import ArgumentParser
import HookKit

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
  func chain(_ registry: Registry) throws -> Plan {
    let (chain, faults) = try readable(registry)
    guard faults.isEmpty else { throw FaultList(faults) }
    return chain
  }

  /// The edits that can be read, with what is wrong with the others.
  func readable(_ registry: Registry) throws -> (chain: Plan, faults: [any ExplainedError]) {
    var faults: [any ExplainedError] = []
    func noting(_ body: () throws -> Void) throws {
      do { try body() } catch let error as any ExplainedError { faults.append(error) }
    }
    var chain = Plan(allowUnmatched: allowUnmatched)
    for path in writePlan { try noting { try PlanText.check(path) } }
    for part in PlanPart.ordered(plans: plan, patches: patch) {
      try noting {
        switch part {
        case .plan(let path):
          chain = try chain + FileFault.reading(path) { try Plan(text: TextFile.read(path), registry: registry) }
        case .patch(let call): chain.edits += try CallSyntax.edits(call, registry: registry)
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
