/// A module whose output is a sum over input channels, plus a bias.
///
/// The terms are what circrl calls presums: they tell which input channel an output channel has its value from.
public protocol SumsChannels: Module {
  /// The shape of one row of ``presums(_:)``, for rows of an input.
  func presumShape(of row: Shape) throws -> Shape

  /// What each input channel adds to each output: `[N, out, in, ...]`, where `[N, out, ...]` is the output's shape.
  ///
  /// Their sum over the third axis and the bias are the output, but for rounding.
  func presums(_ input: Tensor) throws -> Tensor
}

extension Linear: SumsChannels {
  public func presumShape(of row: Shape) throws -> Shape {
    _ = try outputShape(of: [row])
    return [outFeatures, inFeatures]
  }

  /// `weight[o, i] * input[n, i]`: `[N, out, in]`.
  public func presums(_ input: Tensor) throws -> Tensor {
    let shape = try presumShape(of: input.shape.row).batched(input.rows)
    return Tensor(shape: shape) { output in
      input.withUnsafeScalars { input in
        weight.withUnsafeScalars { weight in
          for row in 0..<shape[0] {
            for out in 0..<outFeatures {
              let base = (row * outFeatures + out) * inFeatures
              for place in 0..<inFeatures {
                output[base + place] = weight[out * inFeatures + place] * input[row * inFeatures + place]
              }
            }
          }
        }
      }
    }
  }
}

extension Conv2d: SumsChannels {
  public func presumShape(of row: Shape) throws -> Shape {
    let output = try outputShape(of: [row])
    return [outChannels, inChannels, output[1], output[2]]
  }

  /// The convolution of each input channel on its own, without the bias: `[N, out, in, height, width]`.
  ///
  /// - Complexity: as much as the convolution, but the result is `in` times as large.
  public func presums(_ input: Tensor) throws -> Tensor {
    let row = try presumShape(of: input.shape.row)
    let cells = row[2] * row[3]
    let parts = (0..<inChannels).map(part)
    let size = input.shape[2] * input.shape[3]
    var result = [Float](repeating: 0, count: input.rows * row.count)
    for (channel, part) in parts.enumerated() {
      for n in 0..<input.rows {
        let start = (n * inChannels + channel) * size
        let image = Tensor(
          Array(input.scalars[start..<start + size]), shape: [1, 1, input.shape[2], input.shape[3]])
        let sums = try part.forward([image]).scalars
        for out in 0..<outChannels {
          let target = ((n * outChannels + out) * inChannels + channel) * cells
          result.replaceSubrange(target..<target + cells, with: sums[out * cells..<(out + 1) * cells])
        }
      }
    }
    return Tensor(result, shape: row.batched(input.rows))
  }

  /// The convolution of one input channel to all output channels, without a bias.
  private func part(ofChannel channel: Int) -> Conv2d {
    let kernel = kernelHeight * kernelWidth
    var scalars: [Float] = []
    for out in 0..<outChannels {
      let start = (out * inChannels + channel) * kernel
      scalars += weight.scalars[start..<start + kernel]
    }
    return Conv2d(
      weight: Tensor(scalars, shape: [outChannels, 1, kernelHeight, kernelWidth]),
      bias: Tensor(repeating: 0, shape: [outChannels]), stride: stride, padding: padding)
  }
}
