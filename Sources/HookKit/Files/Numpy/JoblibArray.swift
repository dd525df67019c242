/// Arrays of NumPy as `joblib.dump` writes them without compression: a pickle whose arrays are `NumpyArrayWrapper`s, each with
/// its elements behind it.
///
/// Since joblib 1.2 a byte says how many more are skipped before the elements; a wrapper of before lacks
/// `numpy_array_alignment_bytes`. See `joblib/numpy_pickle.py`, `NumpyArrayWrapper.read_array`.
enum JoblibArray {
  static let wrapper = PickleGlobal(module: "joblib.numpy_pickle", name: "NumpyArrayWrapper")

  /// Where a reader finds the elements.
  static let data = PickleInlineData(owner: wrapper) { state in
    guard let description = Description(state) else { return nil }
    return description.layout
  }

  /// What the state of a wrapper says.
  struct Description {
    /// The `numpy.dtype`, as data.
    let type: PickleValue
    let sizes: [Int]
    let isFortranOrder: Bool
    let layout: PickleInlineData.Layout

    /// Nil for anything but a plain array of numbers.
    init?(_ state: PickleValue) {
      guard state["subclass"] == .global(.init(module: "numpy", name: "ndarray")),
        let type = state["dtype"], let element = TypedArray.elementType(type)?.0,
        let sizes = state["shape"]?.elements?.map(\.intValue), !sizes.contains(nil),
        let order = state["order"]?.stringValue, ["C", "F"].contains(order),
        let count = ClaimedSizes.count(sizes.compactMap { $0 }, elementSize: element.size)
      else { return nil }
      switch state["numpy_array_alignment_bytes"] {
      case nil, .some(.none): layout = .init(count: count * element.size, isAligned: false)
      case .int: layout = .init(count: count * element.size, isAligned: true)
      default: return nil
      }
      (self.type, self.sizes, isFortranOrder) = (type, sizes.compactMap { $0 }, order == "F")
    }
  }
}
