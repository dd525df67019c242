/// Where a parameter's tensor comes from: a name in a call, or values given in Swift.
///
/// In a call or a plan file it is written as
/// - a file, `cheese.npz`: the array named by the site, or the only one; `cheese.npz#other` for another,
/// - observations, `level 8`: the activations that the network has there at the site, without any edits,
/// - a difference, `levels 0..<50 minus levels 0..<50 without cheese`: the mean over the first minus that over the second,
/// - `site NAME`, the value there in this run after its edits, and `original`, the row's value at the edited site without any
///   edit: where the intervention takes values of the run itself, as `patch` and `add` do,
/// - a number or a list of numbers, nested as the axes are: `[0.5, -1, 2]`.
public enum TensorSource: Sendable, Equatable {
  /// A file, or a specification that the run's ``ObservationSource`` knows.
  case named(String)
  /// The values themselves.
  case values(Tensor)
}

extension TensorSource: ExpressibleByStringLiteral {
  public init(stringLiteral name: String) { self = .named(name) }
}

extension TensorSource: DescribedType, CustomStringConvertible {
  public static var description: String { "a file of tensors, observations, or numbers" }

  /// How an error refers to it: the name, or the shape of the values.
  public var description: String {
    switch self {
    case .named(let name): name
    case .values(let tensor):
      "the tensor given"
        + (tensor.shape.rank == 0 ? "" : " of shape \(tensor.shape)")
    }
  }
}
