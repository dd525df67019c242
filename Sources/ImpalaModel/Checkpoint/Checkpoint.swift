import HookKit

/// The parameters of a network as a file holds them, and what else is in that file.
public struct Checkpoint: Sendable {
  /// Something in a checkpoint's file besides the parameters.
  public struct Content: Hashable, Sendable {
    /// Its key in the file.
    public let name: String
    /// What it is, and how large: `dictionary of 2, with 60 tensors of 5009648 bytes`.
    public let summary: String

    /// Something that is under `name` in the file.
    public init(name: String, summary: String) {
      self.name = name
      self.summary = summary
    }
  }

  /// The parameters by name, in the file's order, as float32. Their names are without ``removedPrefix``.
  public let parameters: TensorArchive
  /// The path that the checkpoint was read from.
  public let path: String
  /// The format that the file has, whatever its extension says.
  public let format: TensorFormat
  /// The size of the file in bytes.
  public let fileSize: Int
  /// The SHA-256 of the file, in hexadecimal, which identifies the model in recipes.
  public let fileSHA256: String
  /// The key under which the parameters were, or nil when the file holds nothing else.
  public let stateDictKey: String?
  /// What wrappers had put before the names of the parameters (`module.`, `_orig_mod.`), and was taken off; nil when
  /// the file has the network's own names.
  public let removedPrefix: String?
  /// The program whose names the file has ("RLlib", "CleanRL") where they were translated; nil when they are those of the
  /// published policies, or unknown.
  public let namesOf: String?
  /// A parameter of the file before its name was translated, and after; nil when none was.
  public let translatedName: (file: String, network: String)?
  /// What else the file holds, in its order.
  public let otherContents: [Content]
  /// The network as JSON, of a model file; nil for a file that has parameters only.
  let networkText: String?
  /// The key of the network in the metadata of a model file.
  static let networkKey = "hookmodel"

  /// The keys that training programs keep a network's parameters under.
  public static let stateDictKeys = ["model_state_dict", "state_dict"]

  /// Reads a `.pth` file (either format of PyTorch), or `.safetensors` or `.npz`. Nothing from the file ever
  /// runs.
  ///
  /// The parameters may be the whole file, or stand under `model_state_dict` or `state_dict`.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - map: the network's names for those that the file has; nil to take the file's.
  ///   - architectures: the networks whose names are known, so that what stands before them is taken off.
  ///   - dialects: the names of other programs that are translated: `registry.dialects`.
  /// - Throws: `FileError`, `FormatError`, or `Fault` when no parameters can be
  ///   found.
  public init(
    contentsOf path: String, names map: NameMap? = nil, architectures: [any Architecture.Type] = Architectures.builtIn,
    dialects: [any ParameterDialect.Type] = ParameterDialects.builtIn
  ) throws {
    try self.init(
      FileInput.read(path), path: path, names: map, architectures: architectures, dialects: dialects)
  }

  /// Reads the contents of such a file.
  public init(
    _ bytes: [UInt8], path: String, names map: NameMap? = nil,
    architectures: [any Architecture.Type] = Architectures.builtIn,
    dialects: [any ParameterDialect.Type] = ParameterDialects.builtIn
  ) throws {
    let known = try KnownNetworks(architectures, dialects)
    self.path = path
    fileSize = bytes.count
    fileSHA256 = SHA256.hexDigest(of: bytes)
    format = try TensorFormat(detecting: bytes, source: path)
    var archive: TensorArchive
    var others: [Content]
    switch format {
    case .torchZip, .torchLegacy:
      let file = try TorchFile(bytes, source: path, reading: { StateDictChoice.parameters(in: $0, known) })
      let choice = try StateDictChoice(file, path: path, known)
      archive = try TensorArchive(
        file, dictionary: choice.stateDict, named: choice.key ?? "the saved value")
      (stateDictKey, others) = (choice.key, choice.otherContents)
    case .safetensors, .npz, .npy, .numpyPickle:
      archive = try TensorArchive(bytes, source: path)
      stateDictKey = nil
      others = archive.metadata.filter { $0.key != Self.networkKey }.sorted { $0.key < $1.key }.map {
        Content(name: $0.key, summary: $0.value)
      }
    }
    if let optimiser = archive.takeOptimiser() { others.append(optimiser) }
    otherContents = others
    networkText = format == .safetensors ? archive.metadata[Self.networkKey] : nil
    let own = archive.names
    if networkText != nil {
      (removedPrefix, namesOf, translatedName) = (nil, nil, nil)
      parameters = archive
      guard map == nil else {
        throw Fault(
          .usage, "--names", "\(path) has its network with it, whose names its parameters have",
          try: "leave --names out")
      }
      return
    }
    let names = ParameterNames(try map?.applied(to: own) ?? own, known)
    removedPrefix = names.removed
    namesOf = names.dialect?.name
    translatedName = names.dialect == nil ? nil : zip(own, names.names).first { $0 != $1 }.map { ($0, $1) }
    parameters = names.names == own ? archive : archive.renamed(names.names)
    if parameters.count == 0 {
      throw Fault(.badData, path, "holds no parameters at all", try: "save a trained network's state dict")
    }
  }

  /// How many numbers all parameters hold together.
  public var parameterCount: Int { parameters.entries.reduce(0) { $0 + $1.tensor.shape.count } }

  /// Checks that all parameters are numbers that a network can compute with.
  ///
  /// - Throws: `ParameterFault.notFinite` for each that is not, all of them together.
  public func checkFinite() throws {
    let faults = parameters.entries.compactMap { entry -> ParameterFault? in
      let count = entry.tensor.notFiniteCount
      return count == 0
        ? nil : .notFinite(source: path, name: entry.name, count: count, of: entry.tensor.shape.count)
    }
    guard faults.isEmpty else { throw FaultList(faults) }
  }

  /// Writes the parameters, and nothing else of the file, in the format of the path's extension.
  ///
  /// `.safetensors` and `.npz` keep `metadata`; a `.pth` has the parameters under `model_state_dict`, where
  /// procgen-tools looks.
  ///
  /// - Throws: `Fault` for an unknown extension, or `FileError`.
  public func write(to path: String, metadata: [String: String] = [:]) throws {
    try Self.write(parameters, to: path, metadata: metadata)
  }

  /// Writes any parameters as ``write(to:metadata:)`` does.
  public static func write(
    _ parameters: TensorArchive, to path: String, metadata: [String: String] = [:]
  ) throws {
    var archive = parameters
    archive.metadata = metadata
    if TensorFormat(extensionOf: path) == .torchZip {
      let bytes = try TorchFile.bytes(of: archive, under: stateDictKeys[0], for: path)
      try FileOutput.write([FileOutput.Contents(bytes, for: path)])
    } else {
      try archive.write(to: path)
    }
  }
}

extension TensorArchive {
  /// Takes out what TensorFlow's optimiser remembers beside the parameters; nil where there is none of it.
  fileprivate mutating func takeOptimiser() -> Checkpoint.Content? {
    let names = TensorFlowNames.ofOptimiser(among: names)
    guard let first = entries.first(where: { names.contains($0.name) }) else { return nil }
    var rest = TensorArchive(metadata: metadata)
    for entry in entries where !names.contains(entry.name) { rest[entry.name] = entry.tensor }
    self = rest
    return .init(
      name: "optimiser", summary: "\(names.count.counted("tensor")) of its state, \(first.name) the first of them")
  }
}
