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
  init?(to parameters: TensorArchive, among architectures: [any Architecture.Type]) {
    let shapes = parameters.entries.map(\.tensor.shape)
    let candidates = architectures.flatMap { architecture in
      architecture.candidates(among: shapes).compactMap { name, shape in
        Self(name, Self.recorded(architecture, shape), in: shapes)
      }
    }
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
