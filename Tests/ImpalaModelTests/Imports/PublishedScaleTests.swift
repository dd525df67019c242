import Foundation
import HookKit
import ImpalaModel
import Testing

/// The published network of scale 4 as PyTorch exports it, with parameters put in that no file has to hold.
@Suite struct PublishedScaleTests {
  private static let source = "impala-scale-4"

  private static func native() throws -> ModuleGraph {
    var parameters = RandomParameters(seed: 15)
    return try Impala.graph(scale: 4, from: &parameters)
  }

  /// Where the archive keeps each parameter.
  private struct Places: Decodable {
    let config: [String: Place]
    struct Place: Decodable { let path_name: String }
  }

  /// What PyTorch wrote, with the parameters of a network put in.
  private static func torchExport(of graph: ModuleGraph) throws -> [UInt8] {
    try ZipReader.withArchive(FileInput.read(ExportedFiles.path("\(source).pt2")), source: source) { archive in
      var entries = try archive.entries.map { ZipWriter.Entry(name: $0.name, contents: try archive.read($0)) }
      let folder = "\(source)/data/weights/"
      let listed = try #require(archive.entries.first { $0.name == "\(folder)model_weights_config.json" })
      let places = try JSONDecoder().decode(Places.self, from: Data(archive.read(listed)))
      for (name, tensor) in GraphDocument.parameters(of: graph).entries.map({ ($0.name, $0.tensor) }) {
        let path = try #require(places.config[name]?.path_name, "\(name)")
        entries.append(ZipWriter.Entry(name: folder + path, contents: TypedArray(tensor).bytes))
      }
      return try ZipWriter.archive(entries, isCompressed: false, path: source)
    }
  }

  /// The same for ONNX: the bytes of each weight are field 9 of its message, and fields may come in any order.
  private static func onnx(of graph: ModuleGraph) throws -> [UInt8] {
    let bytes = try FileInput.read(ExportedFiles.path("\(source).onnx"))
    let parameters = GraphDocument.parameters(of: graph)
    return try ProtobufBytes.replacing(field: 7, of: bytes) { graph in
      try ProtobufBytes.replacing(field: 5, of: graph) { tensor in
        let name = try #require(try ProtobufBytes.fields(of: tensor).first { $0.number == 8 }).contents
        guard let value = parameters[String(decoding: name, as: UTF8.self)] else { return tensor }
        return tensor + ProtobufBytes.field(9, TypedArray(value).bytes)
      }
    }
  }

  @Test(arguments: ["pt2", "onnx"]) func isTheNativeNetworkAtEverySite(format: String) throws {
    let native = try Self.native()
    let bytes = try format == "pt2" ? Self.torchExport(of: native) : Self.onnx(of: native)
    let network = try ImportedNetwork(bytes, source: Self.source)
    #expect(network.graph.parameterCount == 3_653_136)
    #expect(network.graph.sites.map(\.name) == native.sites.map(\.name))
    var stream = RandomStream(seed: 4)
    let pictures = Tensor((0..<3 * 64 * 64).map { _ in Float(stream.next() >> 40) / 0x1p24 }, shape: [1, 3, 64, 64])
    let captures = native.sites.map { Capture(SitePattern($0.name)) }
    let (one, other) = (
      try native.run(Inputs(pictures), capturing: captures),
      try network.graph.run(Inputs(pictures), capturing: captures)
    )
    for site in native.sites {
      let difference = zip(one[site.name].scalars, other[site.name].scalars).map { abs($0 - $1) }.max()
      #expect(try #require(difference) <= 1e-5, "\(site.name)")
    }
  }
}

/// Messages of protocol buffers as bytes: enough to put a field into one.
enum ProtobufBytes {
  /// A field whose contents are bytes, or a whole field of another kind as it is.
  struct Field {
    let number: Int
    /// The contents of a field of bytes; all of it for any other.
    let contents: [UInt8]
    let isOfBytes: Bool
  }

  static func fields(of message: [UInt8]) throws -> [Field] {
    var (fields, place) = ([Field](), 0)
    func varint() throws -> Int {
      var (value, shift) = (0, 0)
      while true {
        let byte = try #require(message.indices.contains(place) ? message[place] : nil)
        (value, shift, place) = (value | Int(byte & 0x7F) << shift, shift + 7, place + 1)
        if byte < 0x80 { return value }
      }
    }
    while place < message.count {
      let start = place
      let tag = try varint()
      switch tag & 7 {
      case 0: _ = try varint()
      case 1: place += 8
      case 5: place += 4
      default:
        let length = try varint()
        fields.append(Field(number: tag >> 3, contents: Array(message[place..<place + length]), isOfBytes: true))
        place += length
        continue
      }
      fields.append(Field(number: tag >> 3, contents: Array(message[start..<place]), isOfBytes: false))
    }
    return fields
  }

  /// A field of bytes.
  static func field(_ number: Int, _ contents: [UInt8]) -> [UInt8] {
    varint(number << 3 | 2) + varint(contents.count) + contents
  }

  /// The message with each field of a number made anew.
  static func replacing(
    field number: Int, of message: [UInt8], by make: ([UInt8]) throws -> [UInt8]
  ) throws -> [UInt8] {
    try fields(of: message).flatMap { found in
      guard found.isOfBytes else { return found.contents }
      return field(found.number, found.number == number ? try make(found.contents) : found.contents)
    }
  }

  private static func varint(_ value: Int) -> [UInt8] {
    var (rest, bytes) = (value, [UInt8]())
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }
}
