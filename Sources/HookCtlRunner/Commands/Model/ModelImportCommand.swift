import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeLab

/// `hookctl model import`: a network that PyTorch exported, as a model.
struct ModelImportCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a model of a network that PyTorch exported (.pt2 or .onnx).",
    usage: "hookctl model import <file> --check <samples.npz> --out <file.hookmodel>",
    discussion: """
      Reads what torch.export.save and torch.onnx.export write. Sites have the names of the \
      PyTorch modules. Nothing in the file is run; an operation that HookKit does not compute \
      is an error, which names all of them.

      The model is run on samples of what PyTorch computes, and is written only if it agrees to \
      1e-4; without --check the command says how samples are made.

      EXAMPLES
        hookctl model import policy.pt2 --check samples.npz --out policy.hookmodel
        hookctl model import policy.onnx --actions left,right,jump --range 0,255 \\
          --check samples.npz --out policy.hookmodel
      """)

  @Argument(help: "The exported network.", completion: .file(extensions: ["pt2", "onnx"]))
  var file: String

  @Option(help: ArgumentHelp("Where to write the model.", valueName: "file.hookmodel"), completion: .file())
  var out: String

  @Option(
    help: ArgumentHelp(
      "Observations, and the logits and value that PyTorch computes of them.", valueName: "samples.npz"),
    completion: .file(extensions: ["npz"]))
  var check: String?

  @Flag(help: "Write the model without any comparison.")
  var unchecked = false

  @Option(help: ArgumentHelp("Which output the logits are, where there is a choice.", valueName: "output"))
  var logits: String?

  @Option(help: ArgumentHelp("Which output the value is, where there is a choice.", valueName: "output"))
  var value: String?

  @Option(
    help: ArgumentHelp(
      "Which output a state becomes, where there is a choice; repeatable.", valueName: "state=output"))
  var state: [String] = []

  @Option(
    help: ArgumentHelp(
      "What the logits stand for: procgen for its 15, or names with commas. (default: action 0, action 1, ...)",
      valueName: "names"))
  var actions: String?

  @Option(help: ArgumentHelp("The lowest and the highest number of observations.", valueName: "low,high"))
  var range = "0,1"

  func run(in program: Program) throws {
    guard FileExtension.of(out) == ModelFile.fileExtension else {
      throw OutputError.unknownExtension(path: out, known: [ModelFile.fileExtension])
    }
    try FileOutput.check(out)
    if FileTarget.identity(file) == FileTarget.identity(out) { throw OutputError.input(path: out) }
    if check != nil, unchecked { throw ImportOptionError.both }
    let outputs = PolicyOutputs(
      logits: logits, value: value, actions: actionNames, range: try ImportOptionError.range(range),
      states: try ImportOptionError.states(state))
    let policy = try ImportedPolicy(file, outputs)
    if check == nil, !unchecked { throw ImportOptionError.noCheck(lines: policy.sampleScript.text) }
    let (model, source) = (try policy.model(checkedBy: check), policy.source)
    var recipe = Recipe()
    recipe.add("source", .object([.init("file", .string(source.name)), .init("sha256", .string(source.sha256))]))
    try FileOutput.write([FileOutput.Contents(try model.bytes(recipe: recipe.text), for: out)])
    program.console.noteWritten(out)
    try program.console.print(model.summary)
    if actions == nil { program.console.note("the actions are numbered; --actions names them") }
  }

  private var actionNames: [String]? {
    actions.map {
      $0 == "procgen" ? PolicyInterface.procgen.actions : $0.split(separator: ",").map { String($0).trimmingSpaces }
    }
  }
}

/// Options of an import that make no sense.
enum ImportOptionError: ExplainedError, Equatable {
  case noCheck(lines: String)
  case both
  case range(String)
  case state(String)

  var explanation: Explanation {
    switch self {
    case .noCheck(let lines):
      Explanation(
        .usage, "no samples", "whether the model computes what PyTorch does is not known without",
        try:
          "give them with --check, or do without with --unchecked; these lines write samples.npz and policy.pt2:\n\n\(lines)\n"
      )
    case .both:
      Explanation(.usage, "--check and --unchecked", "are both given", try: "leave one out")
    case .range(let text):
      Explanation(.usage, "--range \(text)", "is not two numbers, the lower first", try: "write it as 0,255")
    case .state(let text):
      Explanation(
        .usage, "--state \(text)", "is not a state and an output, each state once", try: "write it as h=next_h")
    }
  }

  static func states(_ texts: [String]) throws(ImportOptionError) -> [String: String] {
    var states: [String: String] = [:]
    for text in texts {
      let parts = text.split(separator: "=", omittingEmptySubsequences: false).map { String($0).trimmingSpaces }
      guard parts.count == 2, !parts.contains(""), states.updateValue(parts[1], forKey: parts[0]) == nil else {
        throw .state(text)
      }
    }
    return states
  }

  static func range(_ text: String) throws(ImportOptionError) -> ClosedRange<Float> {
    let ends = text.split(separator: ",").map { Float(String($0).trimmingSpaces) }
    guard ends.count == 2, let low = ends[0], let high = ends[1], low.isFinite, high.isFinite, low < high else {
      throw .range(text)
    }
    return low...high
  }
}
