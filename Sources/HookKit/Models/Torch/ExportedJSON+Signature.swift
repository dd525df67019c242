extension ExportedJSON {
  /// Which inputs of the graph are parameters, which are given, and which outputs are returned.
  struct Signature: Decodable {
    let inputs: [SignatureInput]
    let outputs: [SignatureOutput]

    enum CodingKeys: String, CodingKey {
      case inputs = "input_specs"
      case outputs = "output_specs"
    }
  }

  enum SignatureInput: Decodable {
    case user(String)
    /// A parameter, buffer or constant: its name in the graph, and in the network.
    case array(String, target: String)
    case other(String)

    private struct Specification: Decodable {
      let arg: Name
      let parameter, buffer, constant: String?

      enum CodingKeys: String, CodingKey {
        case arg
        case parameter = "parameter_name"
        case buffer = "buffer_name"
        case constant = "tensor_constant_name"
      }
    }

    private struct User: Decodable { let arg: OutputArgument }

    init(from decoder: any Decoder) throws {
      let (kind, container) = try Choice.of(decoder)
      let key = AnyKey(stringValue: kind)
      switch kind {
      case "parameter", "buffer", "tensor_constant":
        let found = try container.decode(Specification.self, forKey: key)
        self = .array(found.arg.name, target: found.parameter ?? found.buffer ?? found.constant ?? "")
      case "user_input":
        let names = try container.decode(User.self, forKey: key).arg.names
        self = names.first.map { .user($0) } ?? .other(kind)
      default: self = .other(kind)
      }
    }
  }

  /// An output of the graph.
  struct SignatureOutput: Decodable {
    let kind: String
    /// Its name, when it is returned to the user.
    let user: String?

    private struct User: Decodable { let arg: OutputArgument }

    init(from decoder: any Decoder) throws {
      let (kind, container) = try Choice.of(decoder)
      self.kind = kind
      user =
        kind == "user_output" ? try container.decode(User.self, forKey: AnyKey(stringValue: kind)).arg.names.first : nil
    }
  }

  /// Where the arrays of a network are: `model_weights_config.json`.
  struct StoredArrays: Decodable { let config: [String: StoredArray] }

  struct StoredArray: Decodable {
    let path: String
    let usesPickle: Bool
    let meta: TensorMeta?

    enum CodingKeys: String, CodingKey {
      case path = "path_name"
      case usesPickle = "use_pickle"
      case meta = "tensor_meta"
    }
  }
}
