/// Which cells of its inputs a cell of a module's output is computed from; channels are not told apart.
public enum CellSources: Hashable, Sendable {
  /// The cells at the same place.
  case samePlace
  /// For every line of the output these lines of the input, and for every column these columns.
  case windows(lines: [Range<Int>], columns: [Range<Int>])
  /// All cells.
  case everywhere
  /// Single cells, but at places of their own: elements are arranged anew.
  case rearranged
  /// The module does not say.
  case unknown
}

extension Module {
  public func cellSources(of rows: [Shape]) -> CellSources { .unknown }
}

extension PointwiseModule {
  public func cellSources(of rows: [Shape]) -> CellSources { .samePlace }
}

extension ReLU {
  public func cellSources(of rows: [Shape]) -> CellSources { .samePlace }
}

extension EdgeValue {
  func cellSources(of rows: [Shape]) -> CellSources { .samePlace }
}

extension Add {
  public func cellSources(of rows: [Shape]) -> CellSources { .samePlace }
}

extension BatchNorm {
  public func cellSources(of rows: [Shape]) -> CellSources { .samePlace }
}

extension Concat {
  /// Channels of images lie one behind the other; along another axis places are shifted.
  public func cellSources(of rows: [Shape]) -> CellSources { axis == 0 ? .samePlace : .rearranged }
}

extension Softmax {
  public func cellSources(of rows: [Shape]) -> CellSources { axis == 0 && rows[0].rank > 1 ? .samePlace : .everywhere }
}

extension LayerNorm {
  /// The mean is over the last axes, which are those of places.
  public func cellSources(of rows: [Shape]) -> CellSources { .everywhere }
}

extension Linear {
  public func cellSources(of rows: [Shape]) -> CellSources { .everywhere }
}

extension Flatten {
  public func cellSources(of rows: [Shape]) -> CellSources { .rearranged }
}

extension Reshape {
  public func cellSources(of rows: [Shape]) -> CellSources { .rearranged }
}

extension Transpose {
  public func cellSources(of rows: [Shape]) -> CellSources { .rearranged }
}
