/// Files of `torch.export.save`: a ZIP archive with the graph as JSON and the weights as raw numbers.
///
/// Read as PyTorch 2.13 writes them (schema 8). The pickled sample inputs that may be in the archive are left alone.
enum ExportedProgram {
  private static let jsonLimit = 64 << 20
  private static let schema = 8

  static func network(_ bytes: [UInt8], source: String) throws -> TracedNetwork {
    try ZipReader.withArchive(bytes, source: source) { archive in
      let files = try ExportedFiles(archive, source: source)
      let program = try files.decode(ExportedJSON.Program.self, files.model, limit: jsonLimit)
      guard program.schemaVersion.major == schema else {
        throw FormatError.unsupported(
          source: source, problem: "has a graph of schema \(program.schemaVersion.major), and HookKit reads \(schema)",
          remedy: "export it with PyTorch 2.13")
      }
      return try network(program, files, source)
    }
  }

  private static func network(
    _ program: ExportedJSON.Program, _ files: ExportedFiles, _ source: String
  ) throws -> TracedNetwork {
    let graph = program.graphModule.graph
    var (inputs, constants) = ([String](), [String: TypedArray]())
    var arrays = try ExportedArrays(files)
    for input in program.graphModule.signature.inputs {
      switch input {
      case .user(let name): inputs.append(name)
      case .array(let name, let target): constants[name] = try arrays.array(target)
      case .other(let kind):
        throw Fault(
          .badData, source, "takes an input of kind \"\(kind)\"", try: "export a network that takes tensors")
      }
    }
    let outputs = try program.graphModule.signature.outputs.map { output in
      guard let name = output.user else {
        throw Fault(
          .badData, source, "changes its own state (\(output.kind))", try: "call network.eval() before export"
        )
      }
      return name
    }
    return TracedNetwork(
      origin: "torch.export of PyTorch \(program.torchVersion ?? "of unknown version")", inputs: inputs,
      outputs: outputs, operations: graph.nodes.map(operation), constants: constants,
      types: graph.tensorValues.mapValues(\.type))
  }

  private static func operation(_ node: ExportedJSON.Node) -> TracedOperation {
    TracedOperation(
      name: node.target.hasPrefix("torch.ops.") ? String(node.target.dropFirst("torch.ops.".count)) : node.target,
      arguments: Dictionary(node.inputs.map { ($0.name, $0.argument) }, uniquingKeysWith: { first, _ in first }),
      outputs: node.outputs.flatMap(\.names), scope: node.scope)
  }
}

/// The entries of the archive that are read.
struct ExportedFiles {
  let archive: ZipReader
  let source: String
  /// The folder that everything is in, with a slash at its end, and the name of the model there.
  let folder, name: String

  init(_ archive: ZipReader, source: String) throws {
    (self.archive, self.source) = (archive, source)
    let models = archive.entries.filter { $0.name.hasSuffix(".json") && $0.name.contains("/models/") }
    guard let model = models.first?.name, models.count == 1, let place = model.range(of: "/models/") else {
      let isOld = archive.entries.contains { $0.name.hasSuffix("serialized_exported_program.json") }
      throw FormatError.unsupported(
        source: source,
        problem: isOld ? "is of an older torch.export" : "is no file of torch.export: it has \(models.count) models",
        remedy:
          "write it with PyTorch 2.13: torch.export.save(torch.export.export(network, (observations,)), \"policy.pt2\")"
      )
    }
    folder = String(model[..<place.lowerBound]) + "/"
    name = String(model[place.upperBound...].dropLast(".json".count))
    if let order = archive.entry(named: folder + "byteorder"),
      try archive.read(order, limit: 64) != Array("little".utf8)
    {
      throw FormatError.unsupported(source: source, problem: "its numbers are not little-endian")
    }
  }

  var model: String { "\(folder)models/\(name).json" }

  func read(_ name: String, limit: Int) throws -> [UInt8] {
    guard let entry = archive.entry(named: name) else {
      throw FormatError.malformed(
        source: source, problem: "lacks the entry \"\(name)\"",
        remedy: "the file may be damaged, or of a PyTorch other than 2.13; export it again")
    }
    return try archive.read(entry, limit: limit)
  }

  func decode<Value: Decodable>(_ type: Value.Type, _ name: String, limit: Int) throws -> Value {
    do {
      return try StrictJSON.decode(type, from: read(name, limit: limit))
    } catch let error as DecodingError {
      throw FormatError.malformed(
        source: "\(source) (\(name))", problem: "is not as torch.export writes it: \(error.plainReason)",
        remedy: "export it with PyTorch 2.13")
    }
  }
}

/// The arrays of the archive by the names that the network has them under.
struct ExportedArrays {
  private static let configurationLimit = 16 << 20
  /// The largest file of numbers that is read: 4 GiB.
  private static let arrayLimit = 4 << 30

  private let files: ExportedFiles
  private let entries: [String: (String, ExportedJSON.StoredArray)]
  /// Files that several arrays are in are read once.
  private var contents: [String: [UInt8]] = [:]

  init(_ files: ExportedFiles) throws {
    self.files = files
    var entries: [String: (String, ExportedJSON.StoredArray)] = [:]
    for kind in ["constants", "weights"] {
      let configuration = try files.decode(
        ExportedJSON.StoredArrays.self, "\(files.folder)data/\(kind)/\(files.name)_\(kind)_config.json",
        limit: Self.configurationLimit)
      for (name, entry) in configuration.config { entries[name] = ("\(files.folder)data/\(kind)/", entry) }
    }
    self.entries = entries
  }

  mutating func array(_ name: String) throws -> TypedArray {
    guard let (folder, entry) = entries[name] else {
      throw FormatError.malformed(
        source: files.source, problem: "lacks the numbers of \"\(name)\"", remedy: "export the network again")
    }
    let subject = "\(files.source) (\(name))"
    guard !entry.usesPickle, let meta = entry.meta, let type = meta.type.element,
      let sizes = meta.type.sizes.allPresent(), let strides = meta.strides.allPresent(), let offset = meta.offset
    else {
      throw FormatError.unsupported(source: subject, problem: "is no plain array of numbers")
    }
    let path = folder + entry.path
    let bytes = try contents[path] ?? files.read(path, limit: Self.arrayLimit)
    contents[path] = bytes
    let view = StridedView(elementSize: type.size, sizes: sizes, strides: strides, offset: offset)
    // No view may have more elements than there are numbers: a few bytes could be made to fill the memory.
    guard let reach = view.reach, reach * type.size <= bytes.count,
      let count = ClaimedSizes.count(sizes, elementSize: type.size), count * type.size <= bytes.count
    else {
      throw FormatError.malformed(
        source: subject, problem: "\(bytes.count) bytes do not hold its shape of \(sizes)",
        remedy: "the file may be damaged; export it again")
    }
    return TypedArray(type, shape: Shape(sizes), bytes: view.contiguousBytes(of: bytes))
  }
}
