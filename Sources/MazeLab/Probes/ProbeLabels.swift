import HookKit
import Statistics

/// What somebody knows of the rows that a probe sees: a number for each, from a file.
public struct ProbeLabels: Sendable {
  /// The file.
  public let path: String
  /// One number for each row, in the order of ``ProbeRows/rows``.
  public let values: [Double]

  /// Reads an array `[N]` of a `.npy` or `.npz` file, which holds no other array.
  ///
  /// - Throws: ``ProbeError/labels(path:_:)`` for other shapes and numbers that are not finite; `FileError`, `FormatError`.
  public init(contentsOf path: String) throws {
    let archive = try TensorArchive(contentsOf: path)
    guard archive.count == 1, let tensor = archive.entries.first?.tensor, tensor.shape.rank == 1 else {
      let shapes = archive.entries.map { "\($0.name) \($0.tensor.shape)" }.joined(separator: ", ")
      throw ProbeError.labels(path: path, "holds \(shapes), and should hold one array [N]")
    }
    guard tensor.scalars.allSatisfy(\.isFinite) else {
      throw ProbeError.labels(path: path, "holds numbers that are infinite or not a number")
    }
    (self.path, values) = (path, tensor.scalars.map(Double.init))
  }

  /// What a probe is asked: numbers for ridge regression, and for logistic the classes that they are.
  func question(_ rows: Int, isLogistic: Bool) throws -> ProbeTarget.Question {
    guard values.count == rows else {
      throw ProbeError.labels(path: path, "holds \(values.count.grouped) labels, and there are \(rows.grouped) rows")
    }
    let all = Array(values.indices)
    guard isLogistic else {
      return ProbeTarget.Question(name: "labels", rows: all, target: .numbers(Matrix(columns: [values])))
    }
    let classes = Set(values).sorted()
    let places = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($0.element, $0.offset) })
    return ProbeTarget.Question(
      name: "labels", rows: all, target: .classes(values.compactMap { places[$0] }, count: classes.count))
  }
}
