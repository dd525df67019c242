import HookKit

/// A network with branches whose differences reach differently far, and inputs whose rows are related.
enum BranchingNetwork {
  /// `x -> a -> b`, `x -> c`, and the sum of b and c, which may be done while c is computed, where b reaches further.
  static func graph(sumFirst: Bool) throws -> ModuleGraph {
    var parameters = RandomParameters(seed: 3)
    var builder = GraphBuilder(input: [16, 24, 24])
    let a = try builder.add("a", parameters.conv2d("a", from: 16, to: 16, kernel: 3, padding: 1), builder.input)
    let b = try builder.add("b", parameters.conv2d("b", from: 16, to: 16, kernel: 3, padding: 1), a)
    let c = try builder.add("c", parameters.conv2d("c", from: 16, to: 16, kernel: 3, padding: 1), builder.input)
    let sum = try sumFirst ? builder.add("sum", Add(), b, c) : builder.add("sum", Add(), c, b)
    let pool = try builder.add("pool", MaxPool2d(kernel: 2, stride: 2), sum)
    let odd = try builder.add("odd", parameters.conv2d("odd", from: 16, to: 5, kernel: 5, stride: 3, padding: 2), pool)
    let flat = try builder.add("flat", Flatten(), odd)
    try builder.add("out", parameters.linear("out", from: 5 * 4 * 4, to: 3), flat)
    return builder.graph
  }

  /// Rows that are one image but for a rectangle each, some of them nothing but the image.
  static func inputs(_ rows: Int) -> Inputs {
    var stream = RandomStream(seed: 8, 1)
    let base = stream.normals(16 * 24 * 24)
    let scalars = (0..<rows).flatMap { row -> [Float] in
      var image = base
      let (top, left) = (row * 5 % 22, row * 7 % 23)
      for channel in 0..<16 where row % 4 != 3 {
        for y in top..<top + 1 + row % 2 { image[(channel * 24 + y) * 24 + left] += Float(channel + row) }
      }
      return image
    }
    return Inputs(Tensor(scalars, shape: [rows, 16, 24, 24]))
  }
}
