import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeLab

/// `hookctl model flip`: a checkpoint with mirrored weights.
struct ModelFlipCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "flip",
    abstract: "Mirror a policy's weights: a top-right agent becomes a top-left or bottom-right one.",
    usage: "hookctl model flip --axis <axis> --out <file> [<options>]",
    discussion: """
      The kernels of all convolutions are flipped, the columns of the layer that reads the flattened image, \
      and the logits of the actions that change sides. Every layer is then an exact mirror image, but for \
      the poolings, which pair pixels from the left and from the top: see Documentation/Statistics.md. With \
      --extent kernels nothing but kernels is flipped.

      EXAMPLES
        hookctl model flip --axis left-right --out top-left.safetensors
        hookctl model flip --axis up-down --out bottom-right.pth
        hookctl model flip --axis left-right --axis up-down --out bottom-left.pth
        hookctl model flip --axis left-right --extent kernels \\
          --layer 'embedder.block1.*conv*_out' --out block1.safetensors
        hookctl vfield --model top-left.safetensors --level 8
      """)

  @OptionGroup var model: ModelOption

  @Option(help: "What changes sides: left-right or up-down; repeatable.")
  var axis: [Mirror.Axis]

  @Option(help: "How much is mirrored: network, or the kernels alone.")
  var extent: Mirror.Extent = .network

  @Option(
    help: ArgumentHelp(
      "Flip the kernels of these layers only (with --extent kernels); repeatable.", valueName: "pattern"))
  var layer: [String] = []

  @Option(
    help: ArgumentHelp("The checkpoint to write: .safetensors, .pth, .npz or .hookmodel.", valueName: "file"),
    completion: .file(extensions: ["safetensors", "pth", "npz", "hookmodel"]))
  var out: String

  func run(in program: Program) throws {
    guard let form = ModelForm(endingOf: out) else {
      throw OutputError.unknownExtension(path: out, known: ModelForm.endings)
    }
    let isModel = form == .network
    try FileOutput.check(out)
    guard layer.isEmpty || extent == .kernels else {
      throw Fault(
        .usage, "--layer", "a whole network is mirrored, not some of its layers",
        try: "add --extent kernels, or leave --layer out")
    }
    let checkpoint = try model.checkpoint()
    let policy = try Policy(
      checkpoint, name: FileSystem.name(of: checkpoint.path), architectures: KnownNames.architectures)
    let mirror = Mirror(Set(axis), extent: extent)
    let (parameters, changes) = try mirror.applied(
      to: isModel ? GraphDocument.parameters(of: policy.graph) : checkpoint.parameters, of: policy,
      layers: layer.isEmpty ? nil : layer.map { SitePattern($0) })
    var recipe = Recipe()
    recipe.add(
      "source", .object([.init("file", .string(checkpoint.path)), .init("sha256", .string(checkpoint.fileSHA256))]))
    if isModel {
      let graph = try GraphDocument.graph(
        GraphDocument.json(of: policy.graph), parameters: parameters, source: checkpoint.path)
      let file = ModelFile(graph: graph, architecture: policy.architecture, interface: policy.interface)
      try FileOutput.write([FileOutput.Contents(try file.bytes(recipe: recipe.text), for: out)])
    } else {
      try ModelFile(checkpoint)?.checkParametersAlone(for: out, architectures: KnownNames.architectures)
      try Checkpoint.write(parameters, to: out, metadata: ["recipe": recipe.text])
    }
    var table = Table()
    for change in changes { table.add(change.parameter, change.shape.description, change.action) }
    program.console.noteWritten(out)
    try program.console.print(table.text)
  }
}

extension Mirror.Axis: ExpressibleByArgument {}
extension Mirror.Extent: ExpressibleByArgument {}
