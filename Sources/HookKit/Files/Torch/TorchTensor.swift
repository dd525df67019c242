/// A tensor as a PyTorch pickle describes it: a view of a storage.
struct TorchTensor {
  /// The persistent id of a storage: `('storage', torch.FloatStorage, '0', 'cpu', 432)`.
  struct Storage {
    var key: String
    var elementType: ElementType
    var count: Int

    /// How many bytes the storage is said to have; nil when no computer has that many.
    var byteCount: Int? { (CheckedSize(count) * elementType.size).value }

    /// - Parameter elementType: the type that a tensor of an untyped storage brings along.
    init?(_ value: PickleValue, elementType given: ElementType? = nil) {
      guard case .persistent(let id) = value, let parts = id.elements, parts.count >= 5,
        parts[0] == .string("storage"),
        case .global(let type) = parts[1], let key = parts[2].stringValue, let count = parts[4].intValue,
        count >= 0,
        // Views of storages, of PyTorch 0.x, would be a sixth part.
        parts.dropFirst(5).allSatisfy({ $0 == .none })
      else { return nil }
      // Untyped storages count bytes, and the tensor says what they are.
      let isUntyped = type.name == "UntypedStorage"
      guard let elementType = isUntyped ? given ?? .uint8 : TorchNames.elementType(ofStorage: type) else {
        return nil
      }
      self.key = key
      self.elementType = elementType
      self.count = isUntyped ? count / elementType.size : count
    }
  }

  var storage: Storage
  var view: StridedView

  static func isTensor(_ value: PickleValue) -> Bool {
    guard case .object(let object) = value else { return false }
    return TorchNames.rebuilders.contains(object.callee.description)
  }

  /// Understands the call that would have rebuilt a tensor or parameter.
  ///
  /// - Throws: ``FormatError`` when its arguments are not those of PyTorch.
  init(_ value: PickleValue, source: String) throws {
    var call = value
    // A parameter wraps the tensor's call in its own; a bound, because a file may wrap as often as it likes.
    for _ in 0..<4 {
      guard case .object(let object) = call, object.isBareCall else { break }
      let arguments = object.arguments
      switch (object.callee.name, arguments.count) {
      // The data, whether a gradient is wanted, hooks; then Python attributes, which change no number.
      case ("_rebuild_parameter", 3), ("_rebuild_parameter_with_state", 4):
        guard case .bool = arguments[1], arguments[2].isNothing else { throw Self.malformed(source) }
        call = arguments[0]
      // A function, a class, the function's arguments, and Python attributes.
      case ("_rebuild_from_type_v2", 4):
        guard case .global(let function) = arguments[0], case .global(let type) = arguments[1],
          TorchNames.plainTensors.contains(type.description), let inner = arguments[2].elements
        else { throw Self.malformed(source) }
        call = .object(PickleObject(callee: function, arguments: inner))
      case ("_rebuild_tensor", 4), ("_rebuild_tensor_v2", 6...7), ("_rebuild_tensor_v3", 7...8):
        self = try Self(object, source: source)
        return
      default: throw Self.malformed(source)
      }
    }
    throw Self.malformed(source)
  }

  /// `(storage, offset, sizes, strides)`, since version 2 `requires_grad` and hooks, in version 3 the element
  /// type, and last what else PyTorch has to say of the numbers.
  private init(_ call: PickleObject, source: String) throws {
    var rest = call.arguments[...].dropFirst(4)
    if let wantsGradient = rest.popFirst() {
      guard case .bool = wantsGradient, rest.popFirst()?.isNothing ?? true else { throw Self.malformed(source) }
    }
    var elementType: ElementType?
    if call.callee.name == "_rebuild_tensor_v3" {
      guard case .global(let global)? = rest.popFirst(), let type = TorchNames.elementType(of: global) else {
        throw Self.malformed(source)
      }
      elementType = type
    }
    if let metadata = rest.popFirst() { try Self.check(metadata: metadata, source: source) }
    let arguments = call.arguments
    guard let storage = Storage(arguments[0], elementType: elementType),
      let offset = arguments[1].intValue, let sizes = Self.integers(arguments[2]),
      let strides = Self.integers(arguments[3])
    else { throw Self.malformed(source) }
    self.storage = storage
    view = StridedView(elementSize: storage.elementType.size, sizes: sizes, strides: strides, offset: offset)
  }

  /// The integers of a tuple or of a `torch.Size`; nil when anything else is among them.
  private static func integers(_ value: PickleValue) -> [Int]? {
    if case .object(let object) = value, object.callee.name == "Size" {
      return object.arguments.first.flatMap(integers)
    }
    guard let elements = value.elements else { return nil }
    let numbers = elements.compactMap(\.intValue)
    return numbers.count == elements.count ? numbers : nil
  }

  /// A view may say that its numbers are to be negated or conjugated, or something that is not known here.
  private static func check(metadata: PickleValue, source: String) throws {
    if metadata == .none { return }
    guard let entries = metadata.entries else { throw malformed(source) }
    for entry in entries where entry.value != .bool(false) || !["neg", "conj"].contains(entry.key.stringValue) {
      throw FormatError.unsupported(
        source: source, problem: "is a view with \(entry.key.summary) set to \(entry.value.summary), which is not read",
        remedy: "save its plain numbers: tensor.resolve_neg().resolve_conj().clone()")
    }
  }

  private static func malformed(_ source: String) -> FormatError {
    .malformed(
      source: source, problem: "is described otherwise than PyTorch describes tensors",
      remedy: "load it in PyTorch and save it again")
  }
}

extension PickleObject {
  /// Whether nothing was set or added after the call.
  var isBareCall: Bool { state == nil && items.isEmpty && entries.isEmpty }
}

extension PickleValue {
  /// `None`, or a dictionary of nothing.
  fileprivate var isNothing: Bool { self == .none || entries?.isEmpty == true }
}
