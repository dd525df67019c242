/// Pooling of images, as both exporters state it.
extension NetworkAssembly {
  /// A window that moves over an image.
  struct Window {
    var kernel, stride, padding, dilation: [Int]
    /// Whether a window may reach over the edge.
    var roundsUp: Bool
  }

  mutating func maxPool(_ call: OperatorCall, _ input: Value, _ window: Window) throws -> [Value] {
    let (kernel, stride, padding) = try checked(window)
    return [try add(MaxPool2d(kernel: kernel, stride: stride, padding: padding), [input], for: call)]
  }

  mutating func averagePool(
    _ call: OperatorCall, _ input: Value, _ window: Window, countsPadding: Bool
  ) throws -> [Value] {
    let (kernel, stride, padding) = try checked(window)
    let module = AveragePool2d(kernel: kernel, stride: stride, padding: padding, countsPadding: countsPadding)
    return [try add(module, [input], for: call)]
  }

  /// The mean over all of an image, of which two axes of one element are left, or none.
  mutating func globalAverage(_ call: OperatorCall, _ input: Value, keepsAxes: Bool) throws -> [Value] {
    let pooled = try add(AdaptiveAveragePool2d(height: 1, width: 1), [input], for: call)
    return [keepsAxes ? pooled : try add(Flatten(), [pooled], for: call)]
  }

  private func checked(_ window: Window) throws -> (kernel: Int, stride: Int, padding: Int) {
    guard !window.roundsUp else { throw Refusal("its windows reach over the edge (ceil_mode)") }
    guard window.dilation.allSatisfy({ $0 == 1 }) else { throw Refusal("it has a dilation of \(window.dilation)") }
    let kernel = try same(window.kernel, "kernel")
    let (stride, padding) = (try same(window.stride, "stride"), try same(window.padding, "padding", from: 0))
    guard 2 * padding <= kernel else { throw Refusal("its padding of \(padding) is more than half its kernel") }
    return (kernel, stride, padding)
  }
}
