import HookKit

extension PolicyInterface.Observation {
  /// Observations as a file has them, `[N, ...]` as float32 `[N, shape]`.
  ///
  /// Pictures from 0 to 1 may be bytes as environments give them, `uint8 [N, height, width, channels]`, which are divided by 255;
  /// whole numbers of other observations are taken as they are.
  ///
  /// - Throws: `Fault` for an array of another type, shape or range.
  public func tensor(of array: TypedArray, source: String) throws(Fault) -> Tensor {
    let sizes = array.shape.sizes
    guard sizes.first != 0 else {
      throw Fault(.badData, source, "holds no observations", try: "give at least one")
    }
    if let picture = byteShape, array.elementType == .uint8, Array(sizes.dropFirst()) == picture.sizes {
      return Self.planes(array.bytes, rows: sizes[0], shape)
    }
    guard Array(sizes.dropFirst()) == shape.sizes, array.elementType.isFloatingPoint || byteShape == nil,
      sizes.count > 0
    else {
      throw Fault(
        .badData, source, "holds \(array.elementType.rawValue) \(array.shape), which are no observations",
        try: "give \(forms)")
    }
    let tensor = array.tensor
    if let value = tensor.scalars.first(where: { !range.contains($0) }) {
      throw Fault(
        .badData, source, "holds \(value), and observations go \(ends)",
        try: range == 0...1 ? "divide bytes by 255, or give them as uint8" : "give them as the policy was trained on")
    }
    return tensor
  }

  /// The shape of a picture's bytes; nil for what is no picture from 0 to 1.
  private var byteShape: Shape? {
    layout == .channelsFirst && range == 0...1 && shape.rank == 3 ? [shape[1], shape[2], shape[0]] : nil
  }

  /// "uint8 [N, 64, 64, 3], or float32 [N, 3, 64, 64] from 0 to 1".
  private var forms: String {
    let own = "float32 \(Self.batched(shape)) \(ends)"
    return byteShape.map { "uint8 \(Self.batched($0)), or \(own)" } ?? own
  }

  /// "from 0 to 1".
  private var ends: String { "from \(Self.text(range.lowerBound)) to \(Self.text(range.upperBound))" }

  private static func batched(_ shape: Shape) -> String { "[N, " + shape.description.dropFirst() }

  /// uint8 `[N, height, width, channels]` as float32 `[N, channels, height, width]` from 0 to 1.
  private static func planes(_ bytes: [UInt8], rows: Int, _ shape: Shape) -> Tensor {
    let (channels, pixels) = (shape[0], shape[1] * shape[2])
    return Tensor(shape: shape.batched(rows)) { scalars in
      for row in 0..<rows {
        for pixel in 0..<pixels {
          for channel in 0..<channels {
            scalars[(row * channels + channel) * pixels + pixel] =
              Float(bytes[(row * pixels + pixel) * channels + channel]) / 255
          }
        }
      }
    }
  }
}
