import HookKit

/// The network that HookKit knows whose parameters are most like those of a file.
struct NearestArchitecture: Sendable, Hashable {
  /// What it is called, with its scale: `IMPALA of scale 1`.
  let name: String
  /// How many parameters it has.
  let count: Int
  /// How many of them have a counterpart of the same shape in the file.
  let matches: Int
  /// The parameters that have none, in the network's order: `fc_policy.weight [15, 256]`.
  let missing: [String]

  /// Compares shapes, whatever the names are; nil when no network has half of its shapes in the file.
  init?(to parameters: TensorArchive) {
    let shapes = parameters.entries.map(\.tensor.shape)
    let candidates = Self.candidates(for: shapes).compactMap { Self($0.name, $0.parameters, in: shapes) }
    guard let best = candidates.max(by: { $0.matches * $1.count < $1.matches * $0.count }),
      best.matches * 2 >= best.count
    else { return nil }
    self = best
  }

  private init?(_ name: String, _ parameters: [(name: String, shape: Shape)], in shapes: [Shape]) {
    var left = Dictionary(shapes.map { ($0, 1) }, uniquingKeysWith: +)
    var missing: [String] = []
    for (name, shape) in parameters {
      if let number = left[shape], number > 0 { left[shape] = number - 1 } else { missing.append("\(name) \(shape)") }
    }
    (self.name, count, matches, self.missing) = (name, parameters.count, parameters.count - missing.count, missing)
  }

  /// The networks that a file could hold: IMPALA is as wide as the first convolution that takes three channels.
  private static func candidates(for shapes: [Shape]) -> [(name: String, parameters: [(name: String, shape: Shape)])] {
    let first = shapes.first { $0.rank == 4 && $0[1] == 3 && $0[2] == 3 && $0[0] % 16 == 0 && 1...8 ~= $0[0] / 16 }
    let scale = first.map { $0[0] / 16 } ?? 1
    return [
      ("\(Impala.name) of scale \(scale)", recorded(Impala.self, [16 * scale, 3, 3, 3])),
      (NatureCNN.name, recorded(NatureCNN.self, [32, 3, 8, 8])),
    ]
  }

  private static func recorded(_ architecture: any Architecture.Type, _ shape: Shape) -> [(name: String, shape: Shape)]
  {
    var recorder = Recorder()
    _ = try? architecture.graph(from: &recorder, signatureShape: shape)
    return recorder.asked
  }

  /// Notes what a network asks for.
  private struct Recorder: ParameterSource {
    var asked: [(name: String, shape: Shape)] = []

    mutating func tensor(_ name: String, shape: Shape) -> Tensor {
      asked.append((name, shape))
      return Tensor(repeating: 0, shape: shape)
    }
  }
}
