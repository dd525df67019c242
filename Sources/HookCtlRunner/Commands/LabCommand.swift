import ArgumentParser
import HookKit
import HookLab
import ImpalaModel
import MazeEnv
import MazeLab

/// `hookctl lab`: maze, activations and decisions in a browser.
struct LabCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "lab",
    abstract: "Edit the maze and the activations in a browser, and see what the policy does.",
    discussion: """
      Starts a server on this machine, for this machine only, and prints the address of its page. The address \
      holds a random token: whoever does not know it gets nothing. The page reads no files but those that the \
      edits of this command name. Ctrl-C ends the server.

      With --out the page is written to a file that works without a server: fields, differences and the \
      channels of the sites that --site names.

      EXAMPLES
        hookctl lab
        hookctl lab --level 8 --patch 'zero@embedder.block2.res1.resadd_out[13]'
        hookctl lab --level 8 --patch 'zero@embedder.block2.res1.resadd_out[13]' \\
          --out lab.html
      """)

  @OptionGroup(title: "Maze") var input: MazeInput
  @OptionGroup(title: "Maze") var edits: MazeEdits
  @OptionGroup(title: "Maze") var theme: ThemeOption

  @Option(
    help: ArgumentHelp(
      "A checkpoint, or a name of `model fetch`; repeatable, the page chooses among them. (default: the bundled policy)",
      valueName: "file"),
    completion: .file(extensions: NamedModel.fileExtensions))
  var model: [String] = []

  @OptionGroup(title: "Edits of activations") var plan: PlanOptions

  @Option(help: ArgumentHelp("The port to listen on. (default: any that is free)", valueName: "n"))
  var port: Int?

  @Flag(inversion: .prefixedNo, help: "Open the page in the browser.")
  var open = false

  @Option(
    help: ArgumentHelp("Write the page as an .html file that needs no server.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "With --out: a site whose channels the page shows; repeatable. (default: those that are edited)",
      valueName: "site"))
  var site: [String] = []

  func run(in program: Program) throws {
    let file = try out.map { try OutputFile(checking: $0, [.html]) }
    if out == nil, let name = site.first {
      throw Fault(.usage, "--site \(name)", "is for pages without a server", try: "add --out FILE.html")
    }
    let setting = try setting(program.registry)
    if let file { return try write(setting, to: file, program) }
    let server = try LabServer(setting, port: port ?? 0)
    try program.console.print(server.address)
    program.console.note("the lab is open there; Ctrl-C ends it")
    Interruption.deferStops()
    if open { Browser.open(server.address) { program.console.note($0) } }
    server.run { Interruption.isAskedToStop }
  }

  private func setting(_ registry: Registry) throws -> LabSetting {
    let input = shown
    let chain = try plan.chain(registry, on: input.level)
    var state = try input.environment()
    try edits.apply(to: &state)
    let models = try model.map {
      LabSetting.Model(try NamedModel.policy($0), arguments: ["--model", $0])
    }
    return LabSetting(
      models: models.isEmpty ? [LabSetting.Model(try Policy.bundled())] : models, registry: registry,
      renderer: try theme.renderer(), themeArguments: theme.theme == .procgen ? [] : ["--theme", theme.theme.rawValue],
      start: state, isLevel: input.level != nil, plan: chain, seed: plan.seed)
  }

  /// The maze that is shown first, whose level calls may name as `{level}`.
  private var shown: MazeInput {
    var input = input
    if !input.isGiven { input.level = Self.firstLevel }
    return input
  }

  /// A level with a decision square, in which the bundled policy does not only go the one way.
  private static let firstLevel = 8

  private func write(_ setting: LabSetting, to file: OutputFile, _ program: Program) throws {
    program.console.progress("computing the page")
    let page = FileOutput.Contents(try LabServer.page(of: setting, sites: site), for: file.path)
    let files = [page] + (try plan.planFile(plan.chain(program.registry, on: shown.level), program.registry))
    try FileOutput.write(files)
    program.console.endProgress()
    program.console.noteWritten(files)
  }
}
