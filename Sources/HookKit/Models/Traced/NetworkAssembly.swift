/// Makes modules of a traced network's operations, and notes every one of which it cannot.
///
/// What an operation makes without a rule is taken to have the shape that the file states, so that all later operations are
/// looked at too.
struct NetworkAssembly {
  /// What is known of a value.
  enum Value {
    /// Computed from the observation; its row has this shape. A number for each row is `[1]`.
    case computed(step: Int, shape: Shape)
    /// The same in every run.
    case constant(TypedArray)
    /// Sizes of values; nil is that of the batch.
    case sizes([Int?])
    /// Not known, since something before it is not.
    case unknown
  }

  /// A module and what it reads: 0 is the observation, `n + 1` what step n makes.
  struct Step {
    let module: any Module
    let inputs: [Int]
    let scope: String
    let operation: String
  }

  let network: TracedNetwork
  let source: String
  private(set) var values: [String: Value] = [:]
  private(set) var steps: [Step] = []
  private(set) var faults: [any ExplainedError] = []
  /// The size of the batch that the network was exported with; nil where it is left open.
  let batch: Int?
  let observation: Shape
  /// What is given besides the observation, by name, in order: step `n + 1` makes the n-th.
  private(set) var states: [String] = []

  /// - Throws: `Fault` for a network that does not take one observation of a fixed shape.
  init(_ network: TracedNetwork, source: String) throws {
    (self.network, self.source) = (network, source)
    (batch, observation) = try Self.observation(of: network, source)
    values = network.constants.mapValues { .constant($0) }
    values[network.inputs[0]] = .computed(step: 0, shape: observation)
    for name in network.inputs.dropFirst() {
      let shape = try state(name)
      steps.append(.init(module: RecurrentState(shape), inputs: [0], scope: "", operation: name))
      values[name] = .computed(step: steps.count, shape: shape)
      states.append(name)
    }
  }

  private static func observation(of network: TracedNetwork, _ source: String) throws -> (Int?, Shape) {
    guard let name = network.inputs.first else {
      throw Fault(
        .badData, source, "takes no input", try: "export a network that takes observations")
    }
    let described = "\(name) \(network.types[name]?.row ?? "")"
    guard let type = network.types[name], let shape = type.rowShape else {
      throw Fault(
        .badData, source, "the shape of its input \(described) is not known or too large",
        try: "export it for observations of one size; only the first axis, the batch, may be left open")
    }
    guard let element = type.element, element != .float64, element != .float16, element != .bfloat16 else {
      throw Fault(
        .badData, source, "its input \(described) is not of type float32",
        try: "export network.float() on float32 observations")
    }
    return (type.sizes[0], shape)
  }

  /// The shape of a state that the network is given with the observation.
  private func state(_ name: String) throws -> Shape {
    let type = network.types[name]
    guard let type, let shape = type.rowShape, type.element == .float32, type.sizes[0] == batch || type.sizes[0] == nil
    else {
      throw Fault(
        .badData, source,
        "its input \(name) \(type.map(\.described) ?? "") is no recurrent state beside observations of \(observation)",
        try: "its first input must be the observation; all others are states of float32 with the same batch as their "
          + "first axis, as nn.GRUCell and nn.LSTMCell have")
    }
    return shape
  }

  /// Goes through all operations.
  mutating func assemble(by rules: [String: OperatorRule]) {
    for operation in network.operations {
      do {
        let made = try apply(operation, rules)
        for (name, value) in zip(operation.outputs, made) { values[name] = value }
      } catch {
        note(operation, error)
      }
    }
  }

  private mutating func apply(_ operation: TracedOperation, _ rules: [String: OperatorRule]) throws -> [Value] {
    guard let rule = rules[operation.name] else { throw Refusal(noRuleFor: operation.name) }
    let call = OperatorCall(operation, in: self)
    if call.readsUnknown { return operation.outputs.map { _ in .unknown } }
    let made = try rule(&self, call)
    for (name, value) in zip(operation.outputs, made) { try check(name, value) }
    return made
  }

  /// A value must be what the file says of it.
  private func check(_ name: String, _ value: Value) throws {
    guard case .computed(_, let shape) = value, let type = network.types[name] else { return }
    if let element = type.element, element.isFloatingPoint, element != .float32 {
      throw Refusal("it computes in \(element.rawValue), and HookKit in float32: export network.float()")
    }
    guard let rank = type.sizes.first.map({ _ in type.sizes.count - 1 }) else {
      throw Refusal("it makes a value without a batch")
    }
    let stated = rank == 0 ? [1] : Array(type.sizes.dropFirst())
    let fits = stated.count == shape.rank && zip(stated, shape.sizes).allSatisfy { $0 == nil || $0 == $1 }
    guard fits, type.sizes[0] == batch || type.sizes[0] == nil else {
      throw Refusal("it makes values of \(type.row), and is read as one that makes \(shape)")
    }
  }

  private mutating func note(_ operation: TracedOperation, _ error: any Error) {
    let problem = (error as? Refusal)?.problem ?? (error as? ModuleError)?.problem ?? "\(error)"
    let inputs = OperatorCall(operation, in: self).valueNames
    let shapes = inputs.compactMap { name -> String? in
      switch values[name] {
      case .computed(_, let shape): "\(shape)"
      case .constant, .sizes, nil: nil
      case .unknown: network.types[name]?.row
      }
    }
    let subject = operation.name + (shapes.isEmpty ? "" : " of \(shapes.joined(separator: ", "))")
    let module = operation.scope.isEmpty ? "the network itself" : "module \(operation.scope)"
    faults.append(Fault(.badData, subject, "in \(module): \(problem)"))
    for name in operation.outputs { values[name] = placeholder(network.types[name], operation) }
  }

  /// Stands for a value that is not computed, so that what reads it can be looked at.
  private mutating func placeholder(_ type: TracedType?, _ operation: TracedOperation) -> Value {
    guard let sizes = type?.sizes.dropFirst().allPresent(), let shape = ValueLimits.shape(sizes) else {
      return .unknown
    }
    steps.append(.init(module: Reshape(shape), inputs: [0], scope: operation.scope, operation: operation.shortName))
    return .computed(step: steps.count, shape: sizes.isEmpty ? [1] : shape)
  }

  /// Adds a module that reads computed values.
  ///
  /// - Parameter name: what it is called within its PyTorch module; nil for the operator's name.
  /// - Throws: ``ModuleError``, ``Refusal`` for shapes that do not fit it.
  mutating func add(
    _ module: any Module, _ inputs: [Value], for call: OperatorCall, as name: String? = nil
  ) throws -> Value {
    let read = try inputs.map { input -> (step: Int, shape: Shape) in
      guard case .computed(let step, let shape) = input else { throw Refusal("it computes with what is no activation") }
      return (step, shape)
    }
    let shape = try module.outputShape(of: read.map(\.shape))
    guard ValueLimits.shape(shape.sizes) != nil else { throw Refusal("it makes values of shape \(shape)") }
    steps.append(
      .init(
        module: module, inputs: read.map(\.step), scope: call.operation.scope,
        operation: name ?? call.operation.shortName))
    return .computed(step: steps.count, shape: shape)
  }
}

extension Collection {
  /// The elements, when none is missing.
  func allPresent<Wrapped>() -> [Wrapped]? where Element == Wrapped? {
    let present = compactMap { $0 }
    return present.count == count ? present : nil
  }
}
