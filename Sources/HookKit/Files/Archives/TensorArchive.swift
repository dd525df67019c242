/// Named tensors in order, with text about them: what `.npz` and `.safetensors` files hold.
public struct TensorArchive: Sendable, Equatable {
  /// One tensor of an archive.
  public struct Entry: Sendable, Equatable {
    /// The name it has in the archive.
    public let name: String
    /// The tensor.
    public let tensor: Tensor

    /// A tensor with its name.
    public init(name: String, tensor: Tensor) {
      self.name = name
      self.tensor = tensor
    }
  }

  /// The tensors, in the order of the file or of insertion.
  public private(set) var entries: [Entry] = []
  /// Text by key; HookKit keeps a file's recipe (JSON) under `recipe`.
  public var metadata: [String: String]
  private var places: [String: Int] = [:]

  /// An archive of nothing.
  public init(metadata: [String: String] = [:]) { self.metadata = metadata }

  /// An archive of the tensors given; a name that occurs again replaces the earlier tensor in its place.
  public init(_ tensors: KeyValuePairs<String, Tensor>, metadata: [String: String] = [:]) {
    self.init(metadata: metadata)
    for (name, tensor) in tensors { self[name] = tensor }
  }

  /// The names of all tensors, in order.
  public var names: [String] { entries.map(\.name) }

  /// How many tensors there are.
  public var count: Int { entries.count }

  /// The same tensors under other names, in the same order.
  ///
  /// - Precondition: there is one name for each tensor, and none twice.
  package func renamed(_ names: [String]) -> TensorArchive {
    precondition(names.count == count && Set(names).count == count, "\(names.count) names for \(count) tensors")
    var archive = TensorArchive(metadata: metadata)
    for (name, entry) in zip(names, entries) { archive[name] = entry.tensor }
    return archive
  }

  /// The tensor of that name. Setting one appends it, or replaces it in its place; setting nil removes it.
  public subscript(name: String) -> Tensor? {
    get { places[name].map { entries[$0].tensor } }
    set {
      switch (places[name], newValue) {
      case (let place?, let tensor?): entries[place] = Entry(name: name, tensor: tensor)
      case (nil, let tensor?):
        places[name] = entries.count
        entries.append(Entry(name: name, tensor: tensor))
      case (let place?, nil):
        entries.remove(at: place)
        places = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.name, $0) })
      case (nil, nil): break
      }
    }
  }

  /// The tensor of that name.
  ///
  /// - Throws: `Fault` with the names that are there.
  public func tensor(named name: String, source: String) throws -> Tensor {
    guard let tensor = self[name] else {
      throw Fault(
        .unknown(
          "tensor", name, among: names, in: source, problem: "holds no tensor \"\(name)\"",
          otherwise: "it holds \(names.quotedList(most: 8))", .badData))
    }
    return tensor
  }

  /// The one tensor of an archive that holds just one.
  ///
  /// - Throws: `Fault` for none or several.
  public func onlyTensor(source: String) throws -> Tensor {
    guard let first = entries.first else {
      throw Fault(.badData, source, "holds no tensors", try: "it needs at least one")
    }
    guard entries.count == 1 else { throw Self.several(source, names) }
    return first.tensor
  }

  /// Several tensors where one is needed.
  static func several(_ source: String, _ names: [String]) -> Fault {
    Fault(
      .badData, source, "holds \(names.count) tensors where one is needed",
      try: "choose one of \(names.quotedList(most: 8))")
  }
}
