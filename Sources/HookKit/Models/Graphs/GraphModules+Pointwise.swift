extension ReLU: GraphModule {
  init(_ description: inout ModuleDescription) { self.init() }
}

extension Sigmoid: GraphModule {
  init(_ description: inout ModuleDescription) { self.init() }
}

extension Tanh: GraphModule {
  init(_ description: inout ModuleDescription) { self.init() }
}

extension Add: GraphModule {
  init(_ description: inout ModuleDescription) { self.init() }
}

extension Subtract: GraphModule {
  init(_ description: inout ModuleDescription) { self.init() }
}

extension Multiply: GraphModule {
  init(_ description: inout ModuleDescription) { self.init() }
}

extension LeakyReLU: GraphModule {
  var settings: [JSONValue.Member] { [.init("slope", .number(slope))] }
  init(_ description: inout ModuleDescription) throws { self.init(slope: try description.number("slope")) }
}

extension ELU: GraphModule {
  var settings: [JSONValue.Member] { [.init("alpha", .number(alpha))] }
  init(_ description: inout ModuleDescription) throws { self.init(alpha: try description.number("alpha")) }
}

extension GELU: GraphModule {
  var settings: [JSONValue.Member] { [.init("approximate", .bool(isApproximate))] }
  init(_ description: inout ModuleDescription) throws { self.init(isApproximate: try description.flag("approximate")) }
}

extension Affine: GraphModule {
  var settings: [JSONValue.Member] { [.init("scale", .number(scale)), .init("shift", .number(shift))] }

  init(_ description: inout ModuleDescription) throws {
    self.init(scale: try description.number("scale"), shift: try description.number("shift"))
  }
}

extension Softmax: GraphModule {
  var settings: [JSONValue.Member] { [.init("axis", .integer(axis)), .init("logarithm", .bool(isLogarithm))] }

  init(_ description: inout ModuleDescription) throws {
    self.init(axis: try description.integer("axis"), isLogarithm: try description.flag("logarithm"))
  }
}
