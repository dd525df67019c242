/// What a recurrent network remembers: given with the inputs of a run under the module's path (``Inputs/states``), and zeros
/// where it is not, as at the start of an episode.
///
/// It reads the network's input for nothing but the number of rows.
public struct RecurrentState: Module {
  /// The shape of one row of the state.
  public let shape: Shape
  /// A state of this shape.
  public init(_ shape: Shape) { self.shape = shape }
  public var description: String { "RecurrentState(\(shape))" }
  public func outputShape(of rows: [Shape]) -> Shape { shape }
  public func forward(_ inputs: [Tensor]) -> Tensor { Tensor(repeating: 0, shape: shape.batched(inputs[0].rows)) }
}
