import Foundation
import HookKit

/// The files that `Scripts/oracles/make_checkpoint_fixtures.py` made, and what it says that they hold.
enum FixtureFiles {
  struct Expected: Decodable {
    var shape: [Int]
    var values: [Float]
    var tensor: Tensor { Tensor(values, shape: Shape(shape)) }
  }

  static func path(_ name: String) -> String { "\(Bundle.module.bundlePath)/Fixtures/files/\(name)" }

  static func bytes(_ name: String) throws -> [UInt8] { try FileInput.read(path(name)) }

  static func expected() throws -> [String: [String: Expected]] {
    try JSONDecoder().decode([String: [String: Expected]].self, from: Data(bytes("expected.json")))
  }

  /// The tensors of a fixture, out of the dictionary that they stand in.
  static func archive(_ bytes: [UInt8], _ name: String) throws -> TensorArchive {
    guard name.hasSuffix(".pth") else { return try TensorArchive(bytes, source: name) }
    let file = try TorchFile(bytes, source: name)
    let dictionary = file.root["model_state_dict"] ?? file.root["state_dict"] ?? file.root
    return try TensorArchive(file, dictionary: dictionary, named: "root")
  }
}

/// A folder of its own that is removed afterwards.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hookkit-\(UUID().uuidString)")
    .path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}
