import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeLab

/// `hookctl model convert`: the parameters of a checkpoint in another format.
struct ModelConvertCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write a checkpoint as .safetensors, .pth, .npz or .hookmodel.",
    discussion: """
      Only the parameters are kept, under their names, as float32. A .pth has them under model_state_dict, \
      where procgen-tools looks. A .hookmodel has the network too, as JSON that anybody can read.

      EXAMPLES
        hookctl model convert model_rand_region_5.pth model.safetensors
        hookctl model convert model.safetensors model.pth
      """)

  @Argument(
    help: "The checkpoint: .pth (either of PyTorch's formats), .safetensors, .npz or .joblib.", completion: .file())
  var source: String

  @Argument(help: "The file to write; its extension says which format.", completion: .file())
  var target: String

  func run(in program: Program) throws {
    guard let form = ModelForm(endingOf: target) else {
      throw OutputError.unknownExtension(path: target, known: ModelForm.endings)
    }
    try FileOutput.check(target)
    if FileTarget.identity(source) == FileTarget.identity(target) { throw OutputError.input(path: target) }
    let checkpoint = try NamedModel.checkpoint(source)
    try checkpoint.checkFinite()
    var recipe = Recipe()
    recipe.add(
      "source", .object([.init("file", .string(source)), .init("sha256", .string(checkpoint.fileSHA256))]))
    if form == .network {
      let file = try ModelFile(of: checkpoint, architectures: KnownNames.architectures)
      try FileOutput.write([FileOutput.Contents(try file.bytes(recipe: recipe.text), for: target)])
    } else {
      let model = try ModelFile(checkpoint)
      try model?.checkParametersAlone(for: target, architectures: KnownNames.architectures)
      try checkpoint.write(to: target, metadata: ["recipe": recipe.text])
      if model != nil { program.console.note("left out the network: the file has parameters only") }
    }
    program.console.noteWritten(
      "\(target): \(checkpoint.parameterCount.grouped) parameters in "
        + "\(checkpoint.parameters.count) tensors"
    )
    if let prefix = checkpoint.removedPrefix {
      program.console.note("the names are without \"\(prefix)\", which the source puts before them")
    }
    for content in checkpoint.otherContents where content.name != "recipe" {
      program.console.note("left out \(content.name): \(content.summary)")
    }
  }
}
