import ArgumentParser

/// `hookctl model`: checkpoints.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Look into checkpoints, convert them, and mirror their weights.",
    discussion: """
      EXAMPLES
        hookctl model info
        hookctl model convert model_rand_region_5.pth model.safetensors
        hookctl model flip --axis left-right --out top-left.safetensors
      """,
    subcommands: [ModelInfoCommand.self, ModelConvertCommand.self, ModelFlipCommand.self])
}
