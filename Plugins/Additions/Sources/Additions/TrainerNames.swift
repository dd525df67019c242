import Experiments

/// The names that a trainer gives to the parameters of the published policies' network: checkpoints load as they are with
/// `hookctl --plugin Plugins/Additions compare --model theirs.pth`.
public enum TrainerNames: ParameterDialect {
  public static let name = "trainer"
  public static let signature = "net.block1.conv.weight"
  public static let names = ["net.*": "embedder.*", "actor_head.*": "fc_policy.*", "critic_head.*": "fc_value.*"]
}
