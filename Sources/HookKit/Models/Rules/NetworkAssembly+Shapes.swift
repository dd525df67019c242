/// What changes the shapes of values and nothing else, as both exporters state it.
extension NetworkAssembly {
  /// Every row under another shape.
  ///
  /// - Parameter sizes: those of the whole value; -1 for what is left over, nil for the batch.
  mutating func reshape(_ call: OperatorCall, _ input: Value, to sizes: [Int?]) throws -> [Value] {
    if case .constant(let array) = input { return [try reshaped(array, sizes)] }
    guard case .computed(_, let shape) = input else { throw Refusal("it changes the shape of what is no activation") }
    guard let first = sizes.first, first == nil || first == -1 || first == batch,
      let rest = sizes.dropFirst().allPresent()
    else { throw Refusal("it moves elements between rows: the shape is \(Self.text(sizes))") }
    let row = try Self.complete(rest, count: shape.count)
    if row == shape || (row.rank == 0 && shape == [1]) { return [input] }
    let module: any Module = row.rank == 1 ? Flatten() : Reshape(row)
    return [try add(module, [input], for: call)]
  }

  /// The same, by the shape of a row.
  mutating func reshape(_ call: OperatorCall, _ input: Value, toRow sizes: [Int]) throws -> [Value] {
    try reshape(call, input, to: [nil] + sizes.map(Optional.some))
  }

  private func reshaped(_ array: TypedArray, _ sizes: [Int?]) throws -> Value {
    guard let sizes = sizes.allPresent() else { throw Refusal("it gives a parameter a batch") }
    let shape = try Self.complete(sizes, count: array.shape.count)
    return .constant(TypedArray(array.elementType, shape: shape, bytes: array.bytes))
  }

  /// The shape with as many elements, of which one size may be -1.
  private static func complete(_ sizes: [Int], count: Int) throws -> Shape {
    let known = sizes.filter { $0 != -1 }
    guard sizes.count - known.count <= 1, let product = ClaimedSizes.count(known, elementSize: 1), product > 0,
      count % product == 0, sizes.count > known.count || count == product
    else { throw Refusal("it moves elements between rows: \(count) elements become \(sizes)") }
    return Shape(sizes.map { $0 == -1 ? count / product : $0 })
  }

  /// The same number everywhere, for every row: a state to start with.
  mutating func constant(_ call: OperatorCall, _ number: Float, _ sizes: [Int?]) throws -> Value {
    guard let first = sizes.first, first == nil || first == batch,
      let shape = sizes.dropFirst().allPresent().flatMap(ValueLimits.shape), shape.rank > 0
    else { throw Refusal("it makes a value of \(Self.text(sizes)), which is not one for every row") }
    let module = Constant(Tensor(repeating: number, shape: shape))
    return try add(module, [.computed(step: 0, shape: observation)], for: call)
  }

  /// Axes in another order; `order` is that of the whole value.
  mutating func permute(_ call: OperatorCall, _ input: Value, _ order: [Int]) throws -> [Value] {
    switch input {
    case .constant(let array):
      let order = order.map { $0 < 0 ? $0 + array.shape.rank : $0 }
      guard order.sorted() == Array(array.shape.sizes.indices), ValueLimits.shape(array.shape.sizes) != nil else {
        throw Refusal("\(order) is no order of axes of \(array.shape)")
      }
      let whole = array.tensor.reshaped(array.shape.batched(1))
      return [
        .constant(TypedArray(try Transpose(order).forward([whole]).reshaped(Shape(order.map { array.shape[$0] }))))
      ]
    case .computed(_, let shape):
      let order = order.map { $0 < 0 ? $0 + shape.rank + 1 : $0 }
      guard order.first == 0, order.sorted() == Array(0...shape.rank) else {
        throw Refusal("it moves the batch: the order is \(order)")
      }
      return [try add(Transpose(order.dropFirst().map { $0 - 1 }), [input], for: call)]
    default: throw Refusal("it moves the axes of what is no activation")
    }
  }

  /// Values side by side.
  mutating func concat(_ call: OperatorCall, _ inputs: [Value], axis: Int) throws -> [Value] {
    guard case .computed(_, let shape)? = inputs.first else { throw Refusal("it joins what is no activation") }
    return [try add(Concat(inputs.count, axis: try call.axis(axis, of: shape)), inputs, for: call)]
  }

  /// Elements `start..<end` of an axis, as Python counts them.
  mutating func slice(_ call: OperatorCall, _ input: Value, axis: Int, from start: Int, to end: Int) throws -> Value {
    guard case .computed(_, let shape) = input else { throw Refusal("it takes a part of what is no activation") }
    let axis = try call.axis(axis, of: shape)
    func place(_ number: Int) -> Int { max(0, min(number < 0 ? number + shape[axis] : number, shape[axis])) }
    guard place(start) < place(end) else { throw Refusal("it takes elements \(start)..<\(end) of \(shape[axis])") }
    if place(start) == 0, place(end) == shape[axis] { return input }
    return try add(Narrow(axis: axis, place(start)..<place(end)), [input], for: call)
  }

  /// Parts of an axis that follow each other.
  mutating func split(_ call: OperatorCall, _ input: Value, axis: Int, _ parts: [Int]) throws -> [Value] {
    var start = 0
    return try parts.map { size in
      let (end, overflow) = start.addingReportingOverflow(size)
      guard size > 0, !overflow else { throw Refusal("it takes parts of \(parts)") }
      defer { start = end }
      return try slice(call, input, axis: axis, from: start, to: end)
    }
  }

  private static func text(_ sizes: [Int?]) -> String {
    "[" + sizes.map { $0.map(String.init) ?? "batch" }.joined(separator: ", ") + "]"
  }
}
