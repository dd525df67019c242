import ArgumentParser
import HookKit
import PluginHost

/// `hookctl new program`: a package with a program that uses HookKit.
struct NewProgramCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "program",
    abstract: "Write a package with a program that uses HookKit as a library.",
    discussion: """
      It builds and runs as it is: `swift run -c release`. Without --hookkit it uses the HookKit of this hookctl.

      EXAMPLES
        hookctl new program MyProgram
        hookctl new program MyProgram --hookkit https://example.org/hookkit.git
      """)

  @Argument(
    help: "Where: the last part is the package's name, letters and digits with a capital first.",
    completion: .directory)
  var name: String

  @Option(
    help: ArgumentHelp(
      "The address of HookKit's repository; the version is that of this hookctl or newer.", valueName: "address"))
  var hookkit: String?

  func run(in program: Program) throws {
    let template = try ProgramTemplate(name, address: hookkit, version: Version.current)
    try template.write()
    program.console.note("wrote \(template.files.map { "\(name)/\($0.path)" }.joined(separator: ", "))")
    try program.console.print("Next: swift run -c release --package-path \(CommandText.quoted(name))")
  }
}
