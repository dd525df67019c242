extension MaxPool2d: GraphModule {
  var settings: [JSONValue.Member] {
    let settings: [JSONValue.Member] = [
      .init("kernel", .integer(kernel)), .init("stride", .integer(stride)), .init("padding", .integer(padding)),
    ]
    return settings + (endPadding == padding ? [] : [.init("end_padding", .integer(endPadding))])
  }

  init(_ description: inout ModuleDescription) throws {
    let window = try description.window()
    let endPadding =
      description.has("end_padding") ? try description.integer("end_padding", 0...window.kernel / 2) : window.padding
    self.init(kernel: window.kernel, stride: window.stride, padding: window.padding, endPadding: endPadding)
  }
}

extension AveragePool2d: GraphModule {
  var settings: [JSONValue.Member] {
    [
      .init("kernel", .integer(kernel)), .init("stride", .integer(stride)), .init("padding", .integer(padding)),
      .init("counts_padding", .bool(countsPadding)),
    ]
  }

  init(_ description: inout ModuleDescription) throws {
    let window = try description.window()
    self.init(
      kernel: window.kernel, stride: window.stride, padding: window.padding,
      countsPadding: try description.flag("counts_padding"))
  }
}

extension ModuleDescription {
  fileprivate mutating func window() throws -> (kernel: Int, stride: Int, padding: Int) {
    let (kernel, stride) = (
      try integer("kernel", 1...Self.largestSetting), try integer("stride", 1...Self.largestSetting)
    )
    return (kernel, stride, try integer("padding", 0...kernel / 2))
  }
}

extension AdaptiveAveragePool2d: GraphModule {
  var settings: [JSONValue.Member] { [.init("height", .integer(height)), .init("width", .integer(width))] }

  init(_ description: inout ModuleDescription) throws {
    let range = 1...ModuleDescription.largestSetting
    self.init(height: try description.integer("height", range), width: try description.integer("width", range))
  }
}

extension Flatten: GraphModule {
  init(_ description: inout ModuleDescription) { self.init() }
}

extension Reshape: GraphModule {
  var settings: [JSONValue.Member] { [.init("shape", shape.json)] }
  init(_ description: inout ModuleDescription) throws { self.init(try description.shape("shape")) }
}

extension RecurrentState: GraphModule {
  var settings: [JSONValue.Member] { [.init("shape", shape.json)] }
  init(_ description: inout ModuleDescription) throws { self.init(try description.shape("shape")) }
}

extension Transpose: GraphModule {
  var settings: [JSONValue.Member] { [.init("order", .array(order.map { .integer($0) }))] }

  init(_ description: inout ModuleDescription) throws {
    let order = try description.integers("order")
    guard order.sorted() == Array(order.indices) else { throw description.fault("\(order) is no order of axes") }
    self.init(order)
  }
}

extension Concat: GraphModule {
  var settings: [JSONValue.Member] { [.init("axis", .integer(axis))] }

  init(_ description: inout ModuleDescription) throws {
    guard description.readerCount > 0 else { throw description.fault("reads nothing") }
    self.init(description.readerCount, axis: try description.integer("axis"))
  }
}

extension Narrow: GraphModule {
  var settings: [JSONValue.Member] {
    [.init("axis", .integer(axis)), .init("start", .integer(start)), .init("end", .integer(end))]
  }

  init(_ description: inout ModuleDescription) throws {
    let axis = try description.integer("axis")
    let start = try description.integer("start", 0...ValueLimits.elements - 1)
    self.init(axis: axis, start..<(try description.integer("end", start + 1...ValueLimits.elements)))
  }
}
