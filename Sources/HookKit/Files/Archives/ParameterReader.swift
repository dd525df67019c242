/// Hands a network's parameters out of an archive by name, and reports everything that does not fit at once.
///
/// A builder asks for each parameter as it needs it, and never sees a failure: a parameter that is missing
/// or of another shape is noted, and zeros are returned; one with numbers that are not finite is noted, too. `finish()` then throws all faults together, among
/// them the parameters that nobody asked for.
///
/// ```swift
/// var parameters = ParameterReader(checkpoint.parameters, source: path)
/// let weight = try parameters.tensor("fc.weight", shape: [15, 256])
/// try parameters.finish()
/// ```
public struct ParameterReader: Sendable {
  /// More unexpected names than this are counted rather than listed.
  private static let listed = 100
  /// Zeros for a parameter of up to this many numbers cost nothing worth guarding against.
  private static let smallest = 1 << 22

  private let archive: TensorArchive
  private let source: String
  private var asked: Set<String> = []
  private var missing: [(name: String, shape: Shape)] = []
  private var unusable: [ParameterFault] = []

  /// A reader of an archive of which nothing was asked yet.
  ///
  /// - Parameters:
  ///   - archive: the parameters.
  ///   - source: what faults call the archive: usually the path of its file.
  public init(_ archive: TensorArchive, source: String) {
    self.archive = archive
    self.source = source
    elementCount = archive.entries.reduce(0) { $0 + $1.tensor.shape.count }
  }

  /// How many numbers the archive holds.
  private let elementCount: Int

  /// The shape that a parameter has in the archive, or nil when it is missing. Does not count as asking for
  /// it.
  public func shape(of name: String) -> Shape? { archive[name]?.shape }

  /// Whether the archive has the parameter. Does not count as asking for it.
  public func contains(_ name: String) -> Bool { archive[name] != nil }

  /// The same: an archive knows of no part of a network whether it is usual.
  public func hasExtra(_ name: String) -> Bool { contains(name) }

  /// The parameter of that name, or zeros when it is missing or not of that shape, which `finish()` will
  /// report.
  ///
  /// - Throws: `ParameterFault.tooLarge` for a parameter larger than the whole archive: sizes that follow from
  ///   a shape in a hostile file must not be believed.
  public mutating func tensor(_ name: String, shape: Shape) throws -> Tensor {
    guard shape.count <= max(elementCount, Self.smallest) else {
      throw ParameterFault.tooLarge(source: source, name: name, shape: shape)
    }
    let isFirst = asked.insert(name).inserted
    guard let tensor = archive[name] else {
      if isFirst { missing.append((name, shape)) }
      return Tensor(repeating: 0, shape: shape)
    }
    guard tensor.shape == shape else {
      if isFirst {
        unusable.append(.wrongShape(source: source, name: name, found: tensor.shape, expected: shape))
      }
      return Tensor(repeating: 0, shape: shape)
    }
    let count = isFirst ? tensor.notFiniteCount : 0
    if count > 0 { unusable.append(.notFinite(source: source, name: name, count: count, of: tensor.shape.count)) }
    return tensor
  }

  /// Says that a parameter is known and not needed, so that ``finish()`` does not report it.
  public mutating func ignore(_ name: String) { asked.insert(name) }

  /// Reports what did not fit.
  ///
  /// - Throws: `FaultList` of every missing, wrongly shaped and unexpected parameter, with full names.
  public func finish() throws {
    let unexpected = archive.names.filter { !asked.contains($0) }
    var faults: [ParameterFault] = missing.enumerated().map { index, parameter in
      // Comparing names takes a while; after a few suggestions the pattern is clear.
      let near = index < 8 ? NearNames.of(parameter.name, in: unexpected.prefix(500)) : []
      return .missing(source: source, name: parameter.name, shape: parameter.shape, near: near)
    }
    faults += unusable
    faults += unexpected.prefix(Self.listed).map { name in
      .unexpected(source: source, name: name, shape: archive[name]?.shape ?? [])
    }
    if unexpected.count > Self.listed {
      faults.append(.furtherUnexpected(source: source, count: unexpected.count - Self.listed))
    }
    if !faults.isEmpty { throw FaultList(faults) }
  }
}

/// How a parameter of a file differs from what a network needs.
public enum ParameterFault: ExplainedError, Equatable {
  /// A parameter that the file does not have; `near` are similar names in it that the network does not know.
  case missing(source: String, name: String, shape: Shape, near: [String])
  /// A parameter of another shape than the network needs.
  case wrongShape(source: String, name: String, found: Shape, expected: Shape)
  /// Infinities, or values that are not a number: as float32, whatever the file's type.
  case notFinite(source: String, name: String, count: Int, of: Int)
  /// A parameter of the file that the network does not have.
  case unexpected(source: String, name: String, shape: Shape)
  /// More unexpected parameters than are worth listing.
  case furtherUnexpected(source: String, count: Int)
  /// A parameter that is larger than everything in the file together.
  case tooLarge(source: String, name: String, shape: Shape)

  public var explanation: Explanation {
    switch self {
    case .missing(let source, let name, let shape, let near):
      let quoted = near.map { "\"\($0)\"" }.joined(separator: ", ")
      return Explanation(
        .badData, source, "lacks the parameter \"\(name)\" of shape \(shape)",
        try: near.isEmpty
          ? "save the whole network: torch.save(model.state_dict(), path)"
          : "it has \(quoted), which this network does not know")
    case .wrongShape(let source, let name, let found, let expected):
      return Explanation(
        .badData, source, "\"\(name)\" has shape \(found)", try: "this network needs \(expected)")
    case .notFinite(let source, let name, let count, let all):
      return .notFinite(
        source, count, of: "the \(all.grouped) numbers of \"\(name)\"",
        try: "a network's parameters are finite; take a checkpoint from before the training diverged")
    case .unexpected(let source, let name, let shape):
      return Explanation(.badData, source, "\"\(name)\" of shape \(shape) is no parameter of this network")
    case .furtherUnexpected(let source, let count):
      return Explanation(.badData, source, "\(count) more are no parameters of this network")
    case .tooLarge(let source, let name, let shape):
      return Explanation(
        .badData, source, "a network of these sizes needs \"\(name)\" of shape \(shape), more than the file holds")
    }
  }
}
