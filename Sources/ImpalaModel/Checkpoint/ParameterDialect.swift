/// The names that another program gives to the parameters of a network that HookKit knows.
struct ParameterDialect: Sendable {
  /// Whose names they are, as `hookctl model info` says it.
  let name: String
  /// A parameter that every checkpoint of this dialect has.
  let signature: String
  /// The path of every module in the other program, and in HookKit.
  let modules: [String: String]

  static let all = [rllib, cleanRL]

  /// The IMPALA network of RLlib (`ray.rllib.models.torch`), which procgen's NeurIPS competition started from.
  static let rllib = ParameterDialect(
    name: "RLlib", signature: "conv_seqs.0.conv.weight",
    modules: residualBlocks("conv_seqs").merging([
      "hidden_fc": "embedder.fc", "logits_fc": "fc_policy", "value_fc": "fc_value",
    ]) { first, _ in first })

  /// The IMPALA network of CleanRL's `ppo_procgen.py`: a `Sequential` whose numbers 3 and 4 flatten and rectify.
  static let cleanRL = ParameterDialect(
    name: "CleanRL", signature: "network.0.conv.weight",
    modules: residualBlocks("network").merging([
      "network.5": "embedder.fc", "actor": "fc_policy", "critic": "fc_value",
    ]) { first, _ in first })

  /// Three blocks of a convolution and two residual blocks of two convolutions, all counted from 0.
  private static func residualBlocks(_ path: String) -> [String: String] {
    var modules: [String: String] = [:]
    for block in 0..<3 {
      modules["\(path).\(block).conv"] = "embedder.block\(block + 1).conv"
      for residual in 0..<2 {
        for convolution in 0..<2 {
          modules["\(path).\(block).res_block\(residual).conv\(convolution)"] =
            "embedder.block\(block + 1).res\(residual + 1).conv\(convolution + 1)"
        }
      }
    }
    return modules
  }

  /// HookKit's name of a parameter; one that the dialect does not have stays as it is, and is reported as unexpected.
  func translated(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), let module = modules[String(name[..<dot])] else { return name }
    return module + name[dot...]
  }
}
