/// Builds a ``ModuleGraph`` module by module; each returned ``Value`` is what later modules may read.
///
/// ```swift
/// var builder = GraphBuilder(input: [3, 64, 64])
/// let x = try builder.add("conv1", Conv2d(weight: w, bias: b), builder.input)
/// try builder.sequence([("relu1", ReLU()), ("flatten", Flatten())], from: x)
/// let graph = builder.graph
/// ```
public struct GraphBuilder {
  /// A value of the graph under construction.
  public struct Value: Sendable {
    let index: Int
  }

  private var nodes: [ModuleGraph.Node] = []
  private var shapes: [Shape]

  /// A graph of nothing but its input.
  ///
  /// - Parameter row: the shape of one row of the network's input.
  public init(input row: Shape) { shapes = [row] }

  /// The shape of one row of a value.
  func shape(of value: Value) -> Shape { shapes[value.index] }

  /// The network's input.
  public var input: Value { Value(index: 0) }

  /// Adds a module that reads `inputs`.
  ///
  /// - Throws: `Fault` for a path used before, or one that could not be told from a site's name; ``ModuleError`` for
  ///   shapes that do not fit.
  @discardableResult
  public mutating func add(_ path: String, _ module: some Module, _ inputs: Value...) throws -> Value {
    try add(path, module, reading: inputs)
  }

  /// Whether a path can be a module's: names of letters, digits and underscores with dots between them, and no value's name.
  static func isPath(_ path: String) -> Bool {
    path.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    } && !isValue(path)
  }

  /// Whether it ends in `_out`, or in `_in` and a number.
  private static func isValue(_ path: String) -> Bool {
    let parts = path.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count > 1, let last = parts.last else { return false }
    return last == "out" || (last.hasPrefix("in") && last.count > 2 && last.dropFirst(2).allSatisfy(\.isNumber))
  }

  private func checkPath(_ path: String) throws(Fault) {
    guard Self.isPath(path) else {
      throw Fault(
        .usage, "module path \"\(path)\"", "is not a name",
        try: "use letters, digits, dots and underscores, and no ending _out or _in0, which name values")
    }
    guard !nodes.contains(where: { $0.path == path }) else {
      throw Fault(.usage, "module path \"\(path)\"", "is used twice", try: "give each module a path of its own")
    }
  }

  /// Adds a module that reads as many values as it takes.
  @discardableResult
  mutating func add(_ path: String, _ module: some Module, reading inputs: [Value]) throws -> Value {
    try checkPath(path)
    precondition(inputs.count == module.inputCount, "\(module) takes \(module.inputCount) inputs, got \(inputs.count)")
    let shape = try module.outputShape(of: inputs.map { shapes[$0.index] })
    nodes.append(.init(path: path, module: module, inputs: inputs.map(\.index)))
    shapes.append(shape)
    return Value(index: nodes.count)
  }

  /// Adds modules of one input each, every one reading the one before.
  @discardableResult
  public mutating func sequence(_ modules: [(path: String, module: any Module)], from value: Value) throws -> Value {
    try modules.reduce(value) { try add($1.path, $1.module, $0) }
  }

  /// The graph of everything added so far.
  public var graph: ModuleGraph { ModuleGraph(nodes: nodes, shapes: shapes) }
}
