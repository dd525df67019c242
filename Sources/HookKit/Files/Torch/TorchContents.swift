/// The parts of a PyTorch file, in whichever layout they were.
struct TorchContents {
  var root: PickleValue
  /// The bytes that each storage has, by key.
  var sizes: [String: Int]
  /// Raw little-endian bytes by storage key, of the storages that were asked for.
  var storages: [String: [UInt8]]
}

extension PickleValue {
  /// The storages that tensors in this value refer to, by key.
  ///
  /// - Throws: ``FormatError`` when two tensors say otherwise of one storage.
  func torchStorages(source: String) throws -> [String: TorchTensor.Storage] {
    var storages = [String: TorchTensor.Storage]()
    var pending = [self]
    // Walks calls too, where storages are. The reader has bounded how many values there are to walk.
    while let value = pending.popLast() {
      switch value {
      case .persistent:
        guard let storage = TorchTensor.Storage(value) else { continue }
        guard storages.updateValue(storage, forKey: storage.key)?.byteCount ?? storage.byteCount == storage.byteCount
        else {
          throw FormatError.malformed(
            source: source, problem: "describes storage \"\(storage.key)\" twice, with other sizes",
            remedy: "load it in PyTorch and save it again")
        }
      case .list(let elements), .tuple(let elements), .set(let elements): pending += elements
      case .dictionary(let entries): pending += entries.map(\.value)
      case .object(let object):
        pending += object.arguments + object.items + object.entries.map(\.value) + [object.state ?? .none]
      default: break
      }
    }
    return storages
  }
}
