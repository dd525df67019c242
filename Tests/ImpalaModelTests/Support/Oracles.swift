import Foundation
import HookKit
import ImpalaModel

/// What PyTorch computed for the two oracle models on observations of the real procgen; see the README beside the files.
struct Oracles {
  struct Model: Decodable {
    struct SiteSummary: Decodable {
      let shape: [Int]
      let maxAbs: [Float]
      let norm: [Double]
    }
    let scale: Int
    let parametersSHA256: String
    let rows: Int
    let seed: UInt64?
    let sites: [String: SiteSummary]
  }

  private struct Index: Decodable {
    let bundled: Model
    let random4: Model
  }

  /// The name of the model in file names.
  let name: String
  let model: Model
  let graph: ModuleGraph
  /// `[8, 3, 64, 64]` in [0, 1].
  let observations: Tensor
  let activations: TensorArchive
  let outputs: TensorArchive

  static let folder = Bundle.module.resourcePath.map { "\($0)/Fixtures/oracles" } ?? ""
  static let names = ["bundled", "random4"]

  init(_ name: String) throws {
    self.name = name
    let index = try JSONDecoder().decode(Index.self, from: Data(FileInput.read("\(Self.folder)/oracles.json")))
    model = name == "bundled" ? index.bundled : index.random4
    if let seed = model.seed {
      var parameters = RandomParameters(seed: seed)
      graph = try Impala.graph(scale: model.scale, from: &parameters)
    } else {
      graph = try Policy.bundled().graph
    }
    observations = try Self.input(TypedArray(contentsOf: "\(Self.folder)/observations.npy"))
    activations = try TensorArchive(contentsOf: "\(Self.folder)/\(name)-activations.npz")
    outputs = try TensorArchive(contentsOf: "\(Self.folder)/\(name)-outputs.npz")
  }

  /// `[N, 64, 64, 3]` bytes as the network's input.
  private static func input(_ array: TypedArray) -> Tensor {
    let rows = array.shape[0]
    var input = Tensor(repeating: 0, shape: [rows, 3, 64, 64])
    input.withUnsafeMutableScalars { scalars in
      for row in 0..<rows {
        for cell in 0..<64 * 64 {
          for channel in 0..<3 {
            scalars[(row * 3 + channel) * 4096 + cell] = Float(array.bytes[(row * 4096 + cell) * 3 + channel]) / 255
          }
        }
      }
    }
    return input
  }
}
