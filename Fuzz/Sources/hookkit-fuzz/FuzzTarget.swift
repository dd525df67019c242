import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import Sweeps

/// A reader of files that gets bytes of every kind.
///
/// It passes when whatever it gets ends in a value or in an error that explains itself.
enum FuzzTarget: String, CaseIterable {
  case tensors, checkpoint, network, state, maze, plan, sweep

  /// Reads the bytes.
  ///
  /// - Throws: what the reader throws.
  func read(_ bytes: [UInt8]) throws {
    switch self {
    case .tensors: _ = try TensorArchive(bytes, source: "input")
    case .checkpoint: _ = try Policy(Checkpoint(bytes, path: "input"), name: "input")
    case .network: _ = try ImportedNetwork(bytes, source: "input")
    case .state: _ = try MazeStateFile.states(in: bytes, source: "input")
    case .maze: _ = try Maze(text: String(decoding: bytes, as: UTF8.self))
    case .plan: _ = try Plan(text: String(decoding: bytes, as: UTF8.self), registry: .builtIn)
    case .sweep: _ = try SweepDescription(text: String(decoding: bytes, as: UTF8.self))
    }
  }

  /// Reads the bytes, and ends the program unless that ends as it should.
  func attempt(_ bytes: [UInt8]) {
    do {
      try read(bytes)
    } catch {
      precondition(error is any ExplainedError, "\(self) threw \(type(of: error)): \(error)")
    }
  }
}
