/// A tensor as a PyTorch pickle describes it: a view of a storage.
struct TorchTensor {
  /// The persistent id of a storage: `('storage', torch.FloatStorage, '0', 'cpu', 432)`.
  struct Storage {
    var key: String
    var elementType: ElementType
    var count: Int

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
  /// - Throws: `FormatError` when its arguments are not those of PyTorch.
  init(_ value: PickleValue, source: String) throws {
    var call = value
    // A parameter wraps the tensor's call in its own; a bound, because a file may wrap as often as it likes.
    for _ in 0..<4 {
      guard case .object(let object) = call else { break }
      switch object.callee.name {
      case "_rebuild_parameter", "_rebuild_parameter_with_state":
        call = object.arguments.first ?? .none
      case "_rebuild_from_type_v2":
        guard object.arguments.count >= 3, case .global(let function) = object.arguments[0],
          let arguments = object.arguments[2].elements
        else { throw Self.malformed(source) }
        call = .object(PickleObject(callee: function, arguments: arguments))
      case "_rebuild_tensor", "_rebuild_tensor_v2", "_rebuild_tensor_v3":
        self = try Self(arguments: object.arguments, source: source)
        return
      default: throw Self.malformed(source)
      }
    }
    throw Self.malformed(source)
  }

  /// `(storage, offset, sizes, strides, ...)`; version 3 has the element type as the seventh.
  private init(arguments: [PickleValue], source: String) throws {
    var elementType: ElementType?
    if arguments.count >= 7, case .global(let global) = arguments[6] {
      elementType = TorchNames.elementType(of: global)
    }
    guard arguments.count >= 4, let storage = Storage(arguments[0], elementType: elementType),
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

  private static func malformed(_ source: String) -> FormatError {
    .malformed(
      source: source, problem: "is described otherwise than PyTorch describes tensors",
      remedy: "load it in PyTorch and save it again")
  }
}
