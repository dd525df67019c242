/// One operation of a network: what it computes, on shapes and on tensors, and the parameters it holds.
///
/// A module knows neither its name nor its neighbours; a ``ModuleGraph`` gives it both. Its `forward` is the
/// *definition* of what it computes. The engine may compute a module that it knows in a faster way, with the same result.
public protocol Module: Sendable, CustomStringConvertible {
  /// The number of inputs it takes.
  var inputCount: Int { get }

  /// Its parameters by the names that checkpoints use after the module's path: "weight", "bias".
  var parameters: [(name: String, value: Tensor)] { get }

  /// Whether its output is a linear function of its inputs plus a constant, so that it makes an addition of an addition. The
  /// default is no.
  var isAffine: Bool { get }

  /// The shape of one row of the output.
  ///
  /// - Parameter rows: the shape of one row of each input, without the batch axis.
  /// - Throws: ``ModuleError`` when the shapes do not fit the module.
  func outputShape(of rows: [Shape]) throws -> Shape

  /// Computes the output for a batch.
  ///
  /// - Parameter inputs: one tensor `[N, ...]` for each input, all with the same `N`.
  /// - Returns: a tensor `[N, ...]`; row `n` depends on row `n` of the inputs only.
  func forward(_ inputs: [Tensor]) throws -> Tensor

  /// Which cells of the inputs a cell of the output is computed from, where rows are images; unknown unless a module says.
  ///
  /// - Parameter rows: the shape of one row of each input, which fit the module.
  func cellSources(of rows: [Shape]) -> CellSources
}

extension Module {
  public var inputCount: Int { 1 }
  public var isAffine: Bool { false }
  public var parameters: [(name: String, value: Tensor)] { [] }

  /// The number of trainable scalars.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.value.shape.count } }
}

/// A module that was given shapes it cannot work with.
public struct ModuleError: ExplainedError {
  /// The module as it describes itself: `Linear(256, 15)`.
  public let module: String
  /// What does not fit.
  public let problem: String

  /// What is wrong with the shapes that a module was given.
  public init(_ module: some Module, _ problem: String) {
    self.module = module.description
    self.problem = problem
  }

  public var explanation: Explanation { Explanation(.usage, module, problem) }
}

extension Module {
  /// The channels, height and width of an image-shaped row.
  ///
  /// - Throws: ``ModuleError`` when the shape has not three axes.
  func imageSizes(_ row: Shape) throws -> (channels: Int, height: Int, width: Int) {
    guard row.rank == 3 else { throw ModuleError(self, "takes rows of shape [channels, height, width], got \(row)") }
    return (row[0], row[1], row[2])
  }
}
