/// The IMPALA network of RLlib (`ray.rllib.models.torch`), which procgen's NeurIPS competition started from.
public enum RLlibNames: ParameterDialect {
  public static let name = "RLlib"
  public static let signature = "conv_seqs.0.conv.weight"
  public static let names = residualBlocks("conv_seqs").merging([
    "hidden_fc.*": "embedder.fc.*", "logits_fc.*": "fc_policy.*", "value_fc.*": "fc_value.*",
  ]) { first, _ in first }
}

/// The IMPALA network of CleanRL's `ppo_procgen.py`: a `Sequential` whose numbers 3 and 4 flatten and rectify.
public enum CleanRLNames: ParameterDialect {
  public static let name = "CleanRL"
  public static let signature = "network.0.conv.weight"
  public static let names = residualBlocks("network").merging([
    "network.5.*": "embedder.fc.*", "actor.*": "fc_policy.*", "critic.*": "fc_value.*",
  ]) { first, _ in first }
}

/// Three blocks of a convolution and two residual blocks of two convolutions, all counted from 0.
private func residualBlocks(_ path: String) -> [String: String] {
  var names: [String: String] = [:]
  for block in 0..<3 {
    names["\(path).\(block).conv.*"] = "embedder.block\(block + 1).conv.*"
    for residual in 0..<2 {
      for convolution in 0..<2 {
        names["\(path).\(block).res_block\(residual).conv\(convolution).*"] =
          "embedder.block\(block + 1).res\(residual + 1).conv\(convolution + 1).*"
      }
    }
  }
  return names
}
