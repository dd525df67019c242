import Foundation
import HookKit
import ImpalaModel

/// Networks that PyTorch exported, and what it computes with them: `Scripts/oracles/make_exports.py`.
enum ExportedFiles {
  static func path(_ name: String) -> String { "\(Bundle.module.bundlePath)/Fixtures/exports/\(name)" }

  static func samples(_ name: String) throws -> [(name: String, array: TypedArray)] {
    try TypedArray.arrays(npz: FileInput.read(path("\(name).npz")), source: name)
  }

  /// What says how to read a network: bytes come to nature, numbers around 0 to the others without pictures.
  static func outputs(_ name: String) -> PolicyOutputs {
    switch name {
    case "nature": PolicyOutputs(range: 0...255)
    case "layernorm", "half-weights", "fresh-gru", "gru", "lstm": PolicyOutputs(range: -10...10)
    default: PolicyOutputs()
    }
  }

  /// The network as a model file would have it.
  static func model(_ file: String) throws -> (file: ModelFile, network: ImportedNetwork) {
    let network = try ImportedNetwork(contentsOf: path(file))
    var outputs = outputs(String(file.prefix { $0 != "." }))
    // Both states of an LSTM are of one shape.
    if network.states.count == 2 {
      outputs.states = zip(network.states, network.outputs.suffix(2)).reduce(into: [:]) { $0[$1.0.name] = $1.1.name }
    }
    let interface = try outputs.interface(of: network)
    return (ModelFile(graph: network.graph, architecture: network.origin, interface: interface), network)
  }

  static func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch { return "\(error)" }
  }
}
