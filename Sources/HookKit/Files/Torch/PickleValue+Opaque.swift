extension PickleValue {
  /// The classes of objects anywhere in this value that are kept as they are, not read; each once.
  public var opaqueClasses: [String] {
    var names: [String] = []
    var pending = [self]
    while let value = pending.popLast() {
      switch value {
      case .list(let elements), .tuple(let elements), .set(let elements): pending += elements.reversed()
      case .dictionary(let entries): pending += entries.reversed().map(\.value)
      case .object where TorchFile.isTensor(value): break
      case .object(let object) where value.entries == nil:
        if !names.contains(object.callee.description) { names.append(object.callee.description) }
      case .object: pending += (value.entries ?? []).reversed().map(\.value)
      default: break
      }
    }
    return names
  }
}
