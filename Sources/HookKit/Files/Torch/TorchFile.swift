/// What `torch.save` wrote, as plain data: the saved value, and the storages that its tensors are views of.
///
/// Nothing from the file ever runs. Every tensor was checked when the file was read: it lies inside its
/// storage, and all of them together take no more memory than such a file can honestly need.
public struct TorchFile: Sendable {
  /// `torchZip` or `torchLegacy`.
  public let format: TensorFormat
  /// What was saved; tensors in it are `PickleValue.object`s that `array(_:named:)` understands.
  public let root: PickleValue

  let source: String
  /// The bytes of each storage, by key.
  private let sizes: [String: Int]
  /// The raw bytes of each storage that was read, little-endian, by key.
  private let storages: [String: [UInt8]]

  /// Reads a file that `torch.save` wrote, in the ZIP format or the one before it.
  ///
  /// - Throws: `FileError` or ``FormatError``.
  public init(contentsOf path: String) throws {
    try self.init(FileInput.read(path), source: path)
  }

  /// Reads the contents of such a file.
  ///
  /// - Parameters:
  ///   - bytes: the file's contents.
  ///   - source: what errors call the contents: usually the path of the file.
  ///   - wanted: the part of the saved value whose tensors will be asked for: a checkpoint's parameters, which an
  ///     optimiser's state is twice as large as. Of others the sizes are checked, and the numbers not read.
  public init(
    _ bytes: [UInt8], source: String, reading wanted: (PickleValue) -> PickleValue = { $0 }
  ) throws {
    let contents: TorchContents
    switch try TensorFormat(detecting: bytes, source: source) {
    case .torchZip:
      format = .torchZip
      contents = try TorchZipLayout.read(bytes, source: source, wanted)
    case .torchLegacy:
      format = .torchLegacy
      contents = try TorchLegacyLayout.read(bytes, source: source)
    case let other:
      throw FormatError.unsupported(
        source: source, problem: "is a file of format \(other.rawValue), not PyTorch",
        remedy: "name a .pth file")
    }
    (root, sizes, storages, self.source) = (contents.root, contents.sizes, contents.storages, source)
    try checkTensors(fileSize: bytes.count)
  }

  /// Whether a value of the file is a tensor.
  public static func isTensor(_ value: PickleValue) -> Bool { TorchTensor.isTensor(value) }

  /// The elements of a tensor of the file, row-major, whatever its strides are.
  ///
  /// - Precondition: the tensor is in the part that was read.
  /// - Throws: ``FormatError`` when the value is no tensor.
  public func array(_ value: PickleValue, named name: String) throws -> TypedArray {
    let tensor = try tensor(value, named: name)
    guard let storage = storages[tensor.storage.key] else {
      preconditionFailure("the numbers of \(name) were not asked for when \(source) was read")
    }
    return TypedArray(
      tensor.storage.elementType, shape: Shape(tensor.view.sizes),
      bytes: tensor.view.contiguousBytes(of: storage))
  }

  /// The name of a tensor or value inside the file, its kind and shape: `float32 [16, 3, 3, 3]`, `list of
  /// 3`.
  public func summary(of value: PickleValue) -> String {
    guard Self.isTensor(value), let tensor = try? TorchTensor(value, source: source) else {
      return value.summary
    }
    return
      "\(tensor.storage.elementType.rawValue) [\(tensor.view.sizes.map(String.init).joined(separator: ", "))]"
  }

  /// How many tensors a value of the file holds, however deep, and how many bytes their elements take.
  public func tensorTotals(in value: PickleValue) -> (count: Int, bytes: Int) {
    var totals = (count: 0, bytes: 0)
    // Cannot fail: every tensor of the file was understood when it was read.
    try? value.visitTensors { _, tensor in
      let view = try TorchTensor(tensor, source: source).view
      totals.count += 1
      // Fits, as all tensors together are within the file's budget.
      totals.bytes += (ClaimedSizes.count(view.sizes, elementSize: view.elementSize) ?? 0) * view.elementSize
    }
    return totals
  }

  /// A tensor that lies inside its storage.
  private func tensor(_ value: PickleValue, named name: String) throws -> TorchTensor {
    let tensor = try TorchTensor(value, source: "\(source) (\(name))")
    let size = sizes[tensor.storage.key]
    guard let size, let reach = tensor.view.reach, reach <= size / tensor.storage.elementType.size else {
      throw FormatError.malformed(
        source: "\(source) (\(name))",
        problem: "a tensor of sizes \(tensor.view.sizes), strides \(tensor.view.strides) and offset "
          + "\(tensor.view.offset) does not fit its storage of \(size ?? 0) bytes",
        remedy: "the file may be damaged; copy or download it again")
    }
    return tensor
  }

  /// Checks every tensor of the file against its storage, and all of them against the file's size.
  private func checkTensors(fileSize: Int) throws {
    // Converting float16 doubles, and tied weights repeat; more comes only from strides of 0, and not much.
    var budget = 8 * fileSize + 1 << 28
    try root.visitTensors { name, value in
      let tensor = try tensor(value, named: name)
      let count = ClaimedSizes.count(tensor.view.sizes, elementSize: tensor.view.elementSize)
      // Elements become float32.
      guard let bytes = (CheckedSize(count) * max(4, tensor.view.elementSize)).within(budget) else {
        throw FormatError.excessive(
          source: source, problem: "its tensors take far more memory than the file has data")
      }
      budget -= bytes
    }
  }
}

extension PickleValue {
  /// Calls `body` with every tensor in this value and the path to it: `model_state_dict.fc.weight`.
  func visitTensors(at path: String = "", _ body: (String, PickleValue) throws -> Void) throws {
    if TorchTensor.isTensor(self) { return try body(path, self) }
    func inner(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
    for entry in entries ?? [] {
      try entry.value.visitTensors(at: inner(entry.key.stringValue ?? entry.key.summary), body)
    }
    for (index, element) in (elements ?? []).enumerated() {
      try element.visitTensors(at: inner("\(index)"), body)
    }
  }
}
