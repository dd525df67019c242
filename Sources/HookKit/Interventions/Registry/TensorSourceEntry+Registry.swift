extension TensorSourceEntry: CatalogueEntry {
  public static let noun = "tensor source"
  public static let reservedNames = ["level", "levels", "site", "original", "minus"]
}

extension Registry {
  /// The words of plugins that name tensors, in their order.
  public var tensorSources: [TensorSourceEntry] { catalogue(of: TensorSourceEntry.self).entries }

  /// Makes a word available that names a tensor.
  public mutating func add<New: TensorSourceKind>(_ type: New.Type) { enter(TensorSourceEntry(type, origin: origin)) }
}
