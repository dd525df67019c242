import ArgumentParser
import Experiments
import HookKit

/// `hookctl doctor`: what is installed, and how to get what is not.
struct DoctorCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "What is installed, where, what is missing and how to get it.",
    discussion: """
      Ends with exit code 69 when something that hookctl needs by default is missing.

      EXAMPLES
        hookctl doctor
        hookctl doctor --json
      """)

  @OptionGroup var output: OutputOptions<ListOutput>

  func answer(in program: Program) throws -> Answer {
    let findings = Installation.findings(program)
    let missing = findings.filter { $0.status == .missing }
    let failure = Fault(
      .notInstalled, missing.map(\.name).joined(separator: ", "), "missing, or not as it should be",
      try: "the lines with -> say what to do")
    return Answer(
      DataReport("What is installed", named: "installation", Self.json(findings)) { Self.text(findings) },
      failure: missing.isEmpty ? nil : failure)
  }

  private static func text(_ findings: [InstalledItem]) -> String {
    var table = Table()
    for finding in findings {
      table.add(finding.status.rawValue, finding.name, finding.detail)
      if !finding.remedy.isEmpty { table.add("", "", "-> \(finding.remedy)") }
    }
    return table.text
  }

  private static func json(_ findings: [InstalledItem]) -> JSONValue {
    .array(
      findings.map { finding in
        .object([
          .init("name", .string(finding.name)), .init("status", .string(finding.status.rawValue)),
          .init("detail", .string(finding.detail)), .init("remedy", .string(finding.remedy)),
        ])
      })
  }
}
