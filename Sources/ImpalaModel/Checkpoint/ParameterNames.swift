import HookKit

/// The names that a network's parameters have in a file, without what wrappers put before and into them.
///
/// `torch.nn.DataParallel` and `DistributedDataParallel` add `module.`, `torch.compile` adds `_orig_mod.`, and a
/// class that holds the network adds the name that it has there (`policy.`). Whatever all names share in front of
/// a network's own names is taken off; wrappers of parts (`embedder._orig_mod.block1`) are too, and so are the scope of
/// TensorFlow (`ppo2_model/`) and its `:0`. What is left may be the names of another program (``ParameterDialect``), which are
/// translated.
struct ParameterNames {
  /// The names, in the order given.
  let names: [String]
  /// What was taken off, as in `_orig_mod.policy.`; nil when nothing was.
  let removed: String?
  /// Whose names the file has, when they are not those of the published policies.
  let dialect: KnownNetworks.Dialect?

  private static let wrappers: Set<Substring> = ["module", "_orig_mod"]

  /// - Parameters:
  ///   - original: the names.
  ///   - known: the networks and dialects whose names are known.
  init(_ original: [String], _ known: KnownNetworks) {
    let signatures = known.signatures + known.dialects.map(\.signature)
    self.signatures = signatures
    let unwrapped = original.map { Self.withoutWrappers(TensorFlowNames.withoutOutput($0)) }
    let prefix = Self.sharedPrefix(of: unwrapped, signatures)
    let plain = unwrapped.map { String($0.dropFirst(prefix.count)) }
    // Names that are known as they are stay; and so do those that nothing makes known.
    let isWrapped =
      !Self.areKnown(original, signatures) && Set(plain).count == original.count
      && Self.areKnown(plain, signatures)
    removed = isWrapped ? Self.description(of: original[0], without: plain[0]) : nil
    let own = isWrapped ? plain : original
    let translated = Self.translated(own, known)
    (names, dialect) = translated ?? (own, nil)
  }

  /// HookKit's names, when all are those of one other program.
  private static func translated(_ names: [String], _ known: KnownNetworks) -> ([String], KnownNetworks.Dialect?)? {
    guard !areKnown(names, known.signatures),
      let dialect = known.dialects.first(where: { names.contains($0.signature) })
    else { return nil }
    let translated = names.map(dialect.map.translated)
    return Set(translated).count == names.count ? (translated, dialect) : nil
  }

  /// Whether they are those of a network that HookKit knows.
  var areKnown: Bool { Self.areKnown(names, signatures) }

  /// The parameters by which networks are known, under all names that they have.
  private let signatures: [String]

  private static func areKnown(_ names: [String], _ signatures: [String]) -> Bool {
    signatures.contains { names.contains($0) }
  }

  private static func withoutWrappers(_ name: String) -> String {
    name.split(separator: ".", omittingEmptySubsequences: false).filter { !wrappers.contains($0) }.joined(
      separator: ".")
  }

  /// What stands in front of a network's first parameter, if all names begin with it.
  private static func sharedPrefix(of names: [String], _ signatures: [String]) -> String {
    for signature in signatures {
      guard let name = names.first(where: { $0.hasSuffix("." + signature) || $0.hasSuffix("/" + signature) }) else {
        continue
      }
      let prefix = String(name.dropLast(signature.count))
      if names.allSatisfy({ $0.hasPrefix(prefix) }) { return prefix }
    }
    return ""
  }

  /// The parts of a name that are gone: `_orig_mod.` of `_orig_mod.embedder.weight`; nil when nothing in front is.
  private static func description(of original: String, without plain: String) -> String? {
    let original = TensorFlowNames.withoutOutput(original)
    if original.hasSuffix(plain) { return original == plain ? nil : String(original.dropLast(plain.count)) }
    var rest = plain.split(separator: ".", omittingEmptySubsequences: false)[...]
    var gone = ""
    for part in original.split(separator: ".", omittingEmptySubsequences: false) {
      if part == rest.first { rest.removeFirst() } else { gone += part + "." }
    }
    return gone
  }
}
