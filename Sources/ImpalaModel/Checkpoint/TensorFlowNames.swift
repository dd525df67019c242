/// The names that TensorFlow 1 gives to variables, which baselines saves all of: `ppo2_model/pi/w:0`, `ppo2_model/pi/w/Adam:0`.
enum TensorFlowNames {
  /// A name without the `:0` that tells which output of an operation it is.
  static func withoutOutput(_ name: String) -> String { name.hasSuffix(":0") ? String(name.dropLast(2)) : name }

  /// Those names that are no parameters, but what an optimiser remembers of them: variables named after a parameter and the
  /// optimiser, and the powers of Adam's rates.
  static func ofOptimiser(among names: [String]) -> Set<String> {
    let all = Set(names.map(withoutOutput))
    func parts(_ name: String) -> (scope: String, last: String) {
      let name = withoutOutput(name)
      guard let slash = name.lastIndex(of: "/") else { return ("", name) }
      return (String(name[..<slash]), String(name[name.index(after: slash)...]))
    }
    let slots = names.filter { name in
      let (scope, last) = parts(name)
      return optimisers.contains(last) && all.contains(scope)
    }
    guard !slots.isEmpty else { return [] }
    return Set(slots + names.filter { powers.contains(parts($0).last) })
  }

  private static let optimisers: Set<String> = ["Adam", "Adam_1", "RMSProp", "RMSProp_1", "Momentum"]
  private static let powers: Set<String> = ["beta1_power", "beta2_power"]
}
