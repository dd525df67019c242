/// Files of ONNX: a protobuf message with the graph and the weights (onnx.proto, `ModelProto`).
enum ONNXModel {
  /// The versions of the operator set whose meaning the rules know.
  static let opsets = 13...23

  static func network(_ bytes: [UInt8], source: String) throws -> TracedNetwork {
    let reader = ProtobufReader(bytes, source: source)
    var (graphs, opsets, producer) = ([Range<Int>](), [(domain: String, version: Int)](), "")
    try reader.visit { field, value in
      switch (field, value) {
      case (2, .bytes(let range)): producer = reader.text(range)
      case (7, .bytes(let range)): graphs.append(range)
      case (8, .bytes(let range)): opsets.append(try opset(reader.message(range)))
      default: break
      }
    }
    guard let graph = graphs.first, graphs.count == 1 else { throw reader.malformed("it has \(graphs.count) graphs") }
    guard let version = opsets.first(where: { isStandard($0.domain) })?.version, self.opsets.contains(version) else {
      let found = opsets.map { "\($0.domain.isEmpty ? "ai.onnx" : $0.domain) \($0.version)" }
      throw FormatError.unsupported(
        source: source, problem: "is for the operator set \(found.listed(most: 4))",
        remedy: "HookKit reads \(self.opsets.lowerBound) to \(self.opsets.upperBound): export it with opset_version=20")
    }
    let origin = "ONNX, opset \(version)\(producer.isEmpty ? "" : ", by \(producer)")"
    return try ONNXGraph(reader.message(graph)).network(origin: origin)
  }

  static func isStandard(_ domain: String) -> Bool { domain.isEmpty || domain == "ai.onnx" }

  private static func opset(_ reader: ProtobufReader) throws -> (domain: String, version: Int) {
    var (domain, version) = ("", 0)
    try reader.visit { field, value in
      switch (field, value) {
      case (1, .bytes(let range)): domain = reader.text(range)
      case (2, .number(let number)): version = Int(truncatingIfNeeded: number)
      default: break
      }
    }
    return (domain, version)
  }
}
