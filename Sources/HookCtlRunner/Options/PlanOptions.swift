import ArgumentParser
import HookKit

/// The chain of edits: a plan file first, then the patches in the order written.
struct PlanOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "An edit, kind(name: value, ...)@site[selection]; repeatable, applied in order.", valueName: "call"))
  var patch: [String] = []

  @Option(
    help: ArgumentHelp("A file of edits (JSON or YAML), applied before the patches.", valueName: "file"),
    completion: .file(extensions: ["json", "yaml", "yml"]))
  var plan: String?

  @Option(
    help: ArgumentHelp("Save the whole chain as FILE.json or FILE.yaml.", valueName: "file"),
    completion: .file(extensions: ["json", "yaml", "yml"]))
  var writePlan: String?

  @Flag(help: "Accept edits that match, select or change nothing.")
  var allowUnmatched = false

  @Option(parsing: .unconditional, help: ArgumentHelp("The seed of all random draws.", valueName: "n"))
  var seed: UInt64 = 0

  /// Whether any edit is given.
  var isGiven: Bool { !patch.isEmpty || plan != nil }

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
    if let writePlan { try noting { try PlanText.check(writePlan) } }
    if let plan {
      try noting {
        chain = try chain + InFile.reading(plan) { try Plan(text: TextFile.read(plan), registry: registry) }
      }
    }
    for call in patch { try noting { chain.edits.append(try CallSyntax.edit(call, registry: registry)) } }
    return (chain, faults)
  }

  /// What `--write-plan` asks to be written.
  func planFile(_ chain: Plan) throws -> [FileOutput.Contents] {
    guard let writePlan else { return [] }
    return [FileOutput.Contents(Array(try PlanText.text(of: chain, for: writePlan).utf8), for: writePlan)]
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

  static func text(of plan: Plan, for path: String) throws -> String {
    try form(of: path) == "json" ? plan.json : plan.yaml
  }

  private static func form(of path: String) -> String? {
    switch FileExtension.of(path) {
    case "json": "json"
    case "yaml", "yml": "yaml"
    default: nil
    }
  }
}
