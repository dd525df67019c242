import ArgumentParser

/// `hookctl model`: checkpoints.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Fetch checkpoints, import networks, look into them, convert them, mirror them.",
    discussion: """
      EXAMPLES
        hookctl model fetch --list
        hookctl model import policy.pt2 --check samples.npz --out policy.hookmodel
        hookctl model info
        hookctl model convert model_rand_region_5.pth model.safetensors
        hookctl model flip --axis left-right --out top-left.safetensors
      """,
    subcommands: [
      ModelFetchCommand.self, ModelImportCommand.self, ModelInfoCommand.self, ModelConvertCommand.self,
      ModelFlipCommand.self, ModelArchitecturesCommand.self,
    ])
}
