extension TensorArchive {
  /// The tensors of a PyTorch file that holds one tensor (named `array`) or a dictionary of nothing but
  /// tensors.
  ///
  /// - Throws: ``FormatError`` when it holds something else.
  public init(_ file: TorchFile) throws {
    if TorchFile.isTensor(file.root) {
      self.init(["array": try file.array(file.root, named: "array").tensor])
    } else {
      try self.init(file, dictionary: file.root, named: "the saved value")
    }
  }

  /// The tensors of one dictionary in a PyTorch file, in its order.
  ///
  /// - Throws: ``FormatError`` when the value is no dictionary, or holds anything but tensors under distinct
  ///   names.
  public init(_ file: TorchFile, dictionary: PickleValue, named path: String) throws {
    self.init()
    guard let entries = dictionary.entries else {
      throw FormatError.malformed(
        source: file.source, problem: "\(path) is no dictionary of tensors but \(dictionary.summary)",
        remedy: "save a state dict: torch.save(model.state_dict(), path)")
    }
    for entry in entries {
      guard let name = entry.key.stringValue, TorchFile.isTensor(entry.value) else {
        throw FormatError.malformed(
          source: file.source,
          problem: "\(path) holds \(entry.value.summary) under \(entry.key.summary), which is no tensor",
          remedy: "save a state dict: torch.save(model.state_dict(), path)")
      }
      guard self[name] == nil else {
        throw FormatError.malformed(source: file.source, problem: "\(path) holds \"\(name)\" twice")
      }
      self[name] = try file.array(entry.value, named: name).tensor
    }
  }
}

extension TorchFile {
  /// The contents of a `.pth` file with these tensors as an `OrderedDict`, which
  /// `torch.load(weights_only=True)` accepts.
  ///
  /// - Parameters:
  ///   - archive: the tensors, with their names.
  ///   - key: the dictionary is the value of this key in an outer one, or is itself what was saved when nil.
  ///   - path: where the contents are going, for errors.
  public static func bytes(
    of archive: TensorArchive, under key: String? = nil, for path: String
  ) throws -> [UInt8] {
    let tensors = archive.entries.enumerated().map { index, entry in
      PickleEntry(.string(entry.name), call(rebuilding: entry.tensor, storage: "\(index)"))
    }
    var root = PickleValue.object(
      PickleObject(callee: PickleGlobal(module: "collections", name: "OrderedDict"), entries: tensors))
    if let key { root = .dictionary([PickleEntry(.string(key), root)]) }
    // The folder inside the archive is free to choose; PyTorch uses the file's name.
    let data = archive.entries.enumerated().map { index, entry in
      ZipWriter.Entry(name: "archive/data/\(index)", contents: TypedArray(entry.tensor).bytes)
    }
    let entries =
      [
        ZipWriter.Entry(name: "archive/data.pkl", contents: PickleWriter.pickle(root, version: .two)),
        ZipWriter.Entry(name: "archive/byteorder", contents: Array("little".utf8)),
      ] + data + [ZipWriter.Entry(name: "archive/version", contents: Array("3\n".utf8))]
    return try ZipWriter.archive(entries, isCompressed: false, path: path)
  }

  /// `_rebuild_tensor_v2(storage, offset, sizes, strides, requires_grad, backward_hooks)`.
  private static func call(rebuilding tensor: Tensor, storage key: String) -> PickleValue {
    func tuple(_ numbers: [Int]) -> PickleValue { .tuple(numbers.map(PickleValue.int)) }
    let storage = PickleValue.tuple([
      .string("storage"), .global(PickleGlobal(module: "torch", name: "FloatStorage")), .string(key),
      .string("cpu"),
      .int(tensor.shape.count),
    ])
    let hooks = PickleValue.object(
      PickleObject(callee: PickleGlobal(module: "collections", name: "OrderedDict")))
    return .object(
      PickleObject(
        callee: PickleGlobal(module: "torch._utils", name: "_rebuild_tensor_v2"),
        arguments: [
          .persistent(storage), .int(0), tuple(tensor.shape.sizes), tuple(tensor.shape.strides), .bool(false),
          hooks,
        ]))
  }
}
