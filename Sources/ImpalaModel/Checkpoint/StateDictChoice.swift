import HookKit

/// Finds the dictionary of parameters in what `torch.save` wrote, and describes the rest.
struct StateDictChoice {
  let stateDict: PickleValue
  /// The key that it stands under; nil when it is the whole value.
  let key: String?
  let otherContents: [Checkpoint.Content]

  init(_ file: TorchFile, path: String) throws {
    guard let entries = file.root.entries else {
      throw CheckpointError.noStateDict(path: path, found: file.summary(of: file.root))
    }
    if let key = Checkpoint.stateDictKeys.first(where: { file.root[$0]?.entries != nil }),
      let stateDict = file.root[key]
    {
      self.key = key
      self.stateDict = stateDict
      otherContents = entries.filter { $0.key != .string(key) }.map { entry in
        Checkpoint.Content(
          name: entry.key.stringValue ?? entry.key.summary, summary: Self.summary(of: entry.value, in: file))
      }
    } else if entries.allSatisfy({ TorchFile.isTensor($0.value) }) {
      (key, stateDict, otherContents) = (nil, file.root, [])
    } else {
      let keys = entries.prefix(8).map { "\($0.key.summary): \(file.summary(of: $0.value))" }.joined(
        separator: ", ")
      throw CheckpointError.noStateDict(path: path, found: "a dictionary of \(entries.count) (\(keys))")
    }
  }

  private static func summary(of value: PickleValue, in file: TorchFile) -> String {
    let tensors = file.tensorTotals(in: value)
    let own = file.summary(of: value)
    if TorchFile.isTensor(value) || tensors.count == 0 { return own }
    return "\(own), with \(tensors.count) tensors of \(tensors.bytes) bytes"
  }
}
