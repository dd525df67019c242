import ArgumentParser

/// `hookctl model`: checkpoints.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Look into checkpoints, and convert them.",
    discussion: """
      EXAMPLES
        hookctl model info
        hookctl model convert model_rand_region_5.pth model.safetensors
      """,
    subcommands: [ModelInfoCommand.self, ModelConvertCommand.self])
}
