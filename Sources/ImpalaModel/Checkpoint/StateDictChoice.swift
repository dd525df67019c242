import HookKit

/// Finds the dictionary of parameters in what `torch.save` wrote, and describes the rest.
struct StateDictChoice {
  /// The parameters, and nothing else.
  let stateDict: PickleValue
  /// The key that they stand under; nil when they are not inside another dictionary.
  let key: String?
  let otherContents: [Checkpoint.Content]

  /// - Parameter known: whose names of parameters are known.
  init(_ file: TorchFile, path: String, _ known: KnownNetworks) throws {
    guard let entries = file.root.entries else {
      throw Self.fault(path, file.summary(of: file.root))
    }
    let (tensors, others) = Self.parted(entries)
    if let key = Self.key(in: entries, known) {
      let (parameters, rest) = Self.parted(file.root[key]?.entries ?? [])
      (self.key, stateDict) = (key, .dictionary(parameters))
      otherContents =
        Self.contents(of: rest, in: file, under: "\(key).")
        + Self.contents(of: entries.filter { $0.key != .string(key) }, in: file)
    } else if !tensors.isEmpty || others.isEmpty {
      (key, stateDict, otherContents) = (nil, .dictionary(tensors), Self.contents(of: others, in: file))
    } else {
      let keys = entries.prefix(8).map { "\($0.key.summary): \(file.summary(of: $0.value))" }.joined(
        separator: ", ")
      throw Self.fault(path, "a dictionary of \(entries.count) (\(keys))")
    }
  }

  private static func fault(_ path: String, _ found: String) -> Fault {
    Fault(
      .badData, path, "holds no parameters of a network, but \(found)",
      try: "they should be all that is saved, or stand under \"model_state_dict\" or \"state_dict\"")
  }

  /// The part of a saved value that has the parameters in it; all of one that has none.
  static func parameters(in root: PickleValue, _ known: KnownNetworks) -> PickleValue {
    key(in: root.entries ?? [], known).flatMap { root[$0] } ?? root
  }

  /// The key of the parameters: one of those that training programs use, or the only one of a dictionary that
  /// has a network's parameters.
  private static func key(in entries: [PickleEntry], _ known: KnownNetworks) -> String? {
    let usual = Checkpoint.stateDictKeys.first { key in
      entries.contains { $0.key == .string(key) && $0.value.entries != nil }
    }
    if let usual { return usual }
    let found = entries.filter { entry in
      let names = parted(entry.value.entries ?? []).tensors.compactMap(\.key.stringValue)
      return !names.isEmpty && ParameterNames(names, known).areKnown
    }
    return found.count == 1 ? found[0].key.stringValue : nil
  }

  /// Tensors under names, and whatever else a training program has put beside them.
  private static func parted(_ entries: [PickleEntry]) -> (tensors: [PickleEntry], others: [PickleEntry]) {
    let isParameter = { (entry: PickleEntry) in entry.key.stringValue != nil && TorchFile.isTensor(entry.value) }
    return (entries.filter(isParameter), entries.filter { !isParameter($0) })
  }

  private static func contents(
    of entries: [PickleEntry], in file: TorchFile, under path: String = ""
  ) -> [Checkpoint.Content] {
    entries.map { entry in
      Checkpoint.Content(
        name: path + (entry.key.stringValue ?? entry.key.summary), summary: summary(of: entry.value, in: file))
    }
  }

  private static func summary(of value: PickleValue, in file: TorchFile) -> String {
    let tensors = file.tensorTotals(in: value)
    let own = file.summary(of: value)
    var notes =
      tensors.count == 0 || TorchFile.isTensor(value) ? [] : ["\(tensors.count) tensors of \(tensors.bytes) bytes"]
    let opaque = value.entries == nil && value.elements == nil ? [] : value.opaqueClasses
    if !opaque.isEmpty { notes.append("\(opaque.prefix(8).joined(separator: ", ")), not read") }
    return notes.isEmpty ? own : "\(own), with \(notes.joined(separator: " and "))"
  }
}
