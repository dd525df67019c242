/// A network's graph as JSON: its modules in order of computation, with their paths, kinds, settings, and what they read.
///
/// `{"input": [3, 64, 64], "modules": [{"path": "conv", "module": "Conv2d", "reads": ["input"], "stride": 1, ...}, ...]}`;
/// parameters stand beside it under `path.weight` and so on, as in checkpoints.
public enum GraphDocument {
  /// More than any network has.
  private static let moduleLimit = 10_000
  private static let pathLimit = 300
  private static let input = "input"

  /// The JSON of a graph.
  ///
  /// - Throws: `Fault` for modules of plugins.
  public static func json(of graph: ModuleGraph) throws -> JSONValue {
    let names = [input] + graph.nodes.map(\.path)
    let modules = try graph.nodes.map { node in
      guard let module = node.module as? any GraphModule else {
        throw Fault(
          .usage, "module \(node.path)", "is \(node.module), which model files have no name for",
          try: "write the parameters alone, as .safetensors or .pth")
      }
      return JSONValue.object(
        [
          .init("path", .string(node.path)), .init("module", .string(type(of: module).kind)),
          .init("reads", .array(node.inputs.map { .string(names[$0]) })),
        ] + module.settings)
    }
    return .object([
      .init("input", graph.inputShape.json), .init("modules", .array(modules)),
    ])
  }

  /// All parameters of a graph, under the names that a file has them by.
  public static func parameters(of graph: ModuleGraph) -> TensorArchive {
    var archive = TensorArchive()
    for node in graph.nodes {
      for (name, value) in node.module.parameters { archive["\(node.path).\(name)"] = value }
    }
    return archive
  }

  /// The graph that JSON describes.
  ///
  /// - Throws: `Fault`, ``ModuleError`` for a graph that cannot be; ``ParameterFault``s for
  ///   parameters that are left over or not finite.
  public static func graph(
    _ json: JSONValue, parameters archive: TensorArchive, source: String
  ) throws -> ModuleGraph {
    let record = try GraphRecord(json, source: source, what: "its graph", known: ["input", "modules"])
    guard let input = record["input"]?.wholeNumbers.flatMap(ValueLimits.shape), input.rank > 0 else {
      throw Fault.modelFile(source, "its graph's \"input\" is no shape of an observation")
    }
    guard case .array(let modules)? = record["modules"], modules.count <= moduleLimit else {
      throw Fault.modelFile(source, "its graph's \"modules\" is no list of up to \(moduleLimit)")
    }
    var builder = GraphBuilder(input: input)
    var values = [Self.input: builder.input]
    var parameters = ParameterReader(archive, source: source)
    for module in modules { try add(module, to: &builder, &values, &parameters, source) }
    try parameters.finish()
    return builder.graph
  }

  private static func add(
    _ json: JSONValue, to builder: inout GraphBuilder, _ values: inout [String: GraphBuilder.Value],
    _ parameters: inout ParameterReader, _ source: String
  ) throws {
    let record = try GraphRecord(json, source: source, what: "a module", known: nil)
    guard let path = record["path"]?.plainText, path.count <= pathLimit, path != Self.input else {
      throw Fault.modelFile(source, "a module's \"path\" is no name")
    }
    func fault(_ problem: String) -> Fault { .modelFile(source, module: path, problem) }
    guard let kind = record["module"]?.plainText, let type = GraphModules.byKind[kind] else {
      throw fault(
        "its \"module\" is none of \(GraphModules.byKind.keys.sorted().joined(separator: ", "))")
    }
    guard case .array(let reads)? = record["reads"] else { throw fault("lacks the list \"reads\"") }
    let inputs = try reads.map { name in
      guard let name = name.plainText, let value = values[name] else {
        throw fault("reads \(name.line), which is no module before it and not \"\(Self.input)\"")
      }
      return value
    }
    var description = ModuleDescription(
      path, reading: inputs.count, record.members, known: ["path", "module", "reads"], parameters, source: source)
    let module = try type.init(&description)
    parameters = try description.finish()
    guard module.inputCount == inputs.count else {
      throw fault("\(module) reads \(module.inputCount) values, not \(inputs.count)")
    }
    values[path] = try builder.addChecked(path, module, reading: inputs, fault)
  }
}

extension GraphBuilder {
  /// Adds a module whose value may be of any size that a file claims.
  fileprivate mutating func addChecked(
    _ path: String, _ module: any Module, reading inputs: [Value], _ fault: (String) -> Fault
  ) throws -> Value {
    let shape = try module.outputShape(of: inputs.map(shape))
    guard ValueLimits.shape(shape.sizes) != nil else { throw fault("makes values of shape \(shape)") }
    return try add(path, module, reading: inputs)
  }
}

/// The members of a JSON object of a model file.
package struct GraphRecord {
  package let members: [String: JSONValue]

  /// - Parameter known: the keys that it may have; nil for any.
  package init(_ json: JSONValue?, source: String, what: String, known: Set<String>?) throws {
    guard case .object(let list)? = json else {
      throw Fault.modelFile(source, "\(what) is no record")
    }
    members = Dictionary(list.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    let unknown = members.keys.filter { known?.contains($0) == false }.sorted()
    guard unknown.isEmpty else {
      throw Fault.modelFile(source, "\(what) has the unknown keys \(unknown.quotedList(most: 4))")
    }
  }

  package subscript(key: String) -> JSONValue? { members[key] }
}

extension JSONValue {
  /// The text; nil for anything else.
  package var plainText: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }
}
