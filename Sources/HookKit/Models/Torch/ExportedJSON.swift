/// The JSON of `torch.export`, as far as it is read (torch/_export/serde/schema.py, version 8).
///
/// What no operation's rule asks for is passed over: traces of the stack, devices, hints of sizes.
enum ExportedJSON {
  struct Program: Decodable {
    let graphModule: GraphModule
    let schemaVersion: SchemaVersion
    let torchVersion: String?

    enum CodingKeys: String, CodingKey {
      case graphModule = "graph_module"
      case schemaVersion = "schema_version"
      case torchVersion = "torch_version"
    }
  }

  struct SchemaVersion: Decodable { let major: Int }

  struct GraphModule: Decodable {
    let graph: Graph
    let signature: Signature
  }

  struct Graph: Decodable {
    let nodes: [Node]
    let tensorValues: [String: TensorMeta]

    enum CodingKeys: String, CodingKey {
      case nodes
      case tensorValues = "tensor_values"
    }
  }

  struct Node: Decodable {
    struct Input: Decodable {
      let name: String
      let argument: TracedArgument

      enum CodingKeys: String, CodingKey {
        case name
        case argument = "arg"
      }
    }

    let target: String
    let inputs: [Input]
    let outputs: [OutputArgument]
    let metadata: [String: String]

    /// The path of the innermost PyTorch module around it: the stack is `key,path,class;key,path,class`.
    var scope: String {
      let entries = (metadata["nn_module_stack"] ?? "").split(separator: ";")
      let parts = entries.last?.split(separator: ",", omittingEmptySubsequences: false) ?? []
      return parts.count >= 3 && !parts[1].hasPrefix("_empty_nn_module_stack") ? String(parts[1]) : ""
    }
  }

  /// What a node makes: a tensor, several, or a size.
  struct OutputArgument: Decodable {
    let names: [String]

    init(from decoder: any Decoder) throws {
      let (kind, container) = try Choice.of(decoder)
      switch kind {
      case "as_tensor": names = [try container.decode(Name.self, forKey: AnyKey(stringValue: kind)).name]
      case "as_tensors": names = try container.decode([Name].self, forKey: AnyKey(stringValue: kind)).map(\.name)
      case "as_sym_int": names = [try container.decode(Size.self, forKey: AnyKey(stringValue: kind)).name ?? ""]
      default: names = []
      }
    }
  }

  struct Name: Decodable { let name: String }

  /// A record of one key, which says what stands under it.
  enum Choice {
    static func of(_ decoder: any Decoder) throws -> (String, KeyedDecodingContainer<AnyKey>) {
      let container = try decoder.container(keyedBy: AnyKey.self)
      guard let key = container.allKeys.first, container.allKeys.count == 1 else {
        throw DecodingError.dataCorrupted(
          .init(codingPath: decoder.codingPath, debugDescription: "a record of one key is expected"))
      }
      return (key.stringValue, container)
    }
  }

  /// A size of a tensor: a number, or an expression of sizes that were left open.
  struct Size: Decodable {
    let number: Int?
    let name: String?

    enum CodingKeys: String, CodingKey {
      case number = "as_int"
      case name = "as_name"
    }

    var traced: TracedSize { number.map { .number($0) } ?? .named(name ?? "") }
  }

  struct TensorMeta: Decodable {
    let type: TracedType
    let strides: [Int?]
    let offset: Int?

    enum CodingKeys: String, CodingKey {
      case dtype, sizes, strides
      case offset = "storage_offset"
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      type = TracedType(
        element: ElementType(scalarType: try values.decode(Int.self, forKey: .dtype)),
        sizes: try values.decode([Size].self, forKey: .sizes).map(\.number))
      strides = try values.decode([Size].self, forKey: .strides).map(\.number)
      offset = try values.decode(Size.self, forKey: .offset).number
    }
  }
}

extension ElementType {
  /// PyTorch's number for a type (`ScalarType` of its schema); nil for one that is not read.
  init?(scalarType: Int) {
    switch scalarType {
    case 1: self = .uint8
    case 2: self = .int8
    case 3: self = .int16
    case 4: self = .int32
    case 5: self = .int64
    case 6: self = .float16
    case 7: self = .float32
    case 8: self = .float64
    case 12: self = .bool
    case 13: self = .bfloat16
    default: return nil
    }
  }
}
