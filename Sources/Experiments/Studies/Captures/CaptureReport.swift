import HookKit
import MazeEnv
import MazeLab

/// Activations that were captured: what `hookctl capture` shows and writes.
public struct CaptureReport: Report {
  /// Activations by their names, and what the edits did.
  public typealias Captured = (values: [(name: String, tensor: Tensor)], receipts: [Receipt])

  /// What was captured.
  public let captured: Captured
  /// The arrays with the labels of their rows and the recipe.
  public let archive: TensorArchive
  /// The number of observations.
  public let rows: Int
  /// How it was made.
  public let recipe: Recipe
  /// Pictures of the channels of sites that have some.
  public var figures: [ActivationFigure] = []

  /// Activations of some rows.
  public init(_ captured: Captured, of inputs: Inputs, recipe: Recipe) {
    (self.captured, rows, self.recipe) = (captured, inputs.count, recipe)
    var archive = TensorArchive(metadata: [
      "recipe": recipe.text, ActivationBank.labelsKey: ActivationBank.labelsText(inputs.rows),
    ])
    for value in captured.values { archive[value.name] = value.tensor }
    self.archive = archive
  }

  /// What was captured, without the values themselves.
  public var findings: Findings {
    get throws {
      try .card("Activations of \(rows.grouped) \(rows == 1 ? "observation" : "observations")", recipe: recipe) {
        DataTable("arrays", of: archive.entries) {
          Column("array", \.name)
          Column("type and shape") { "float32 \($0.tensor.shape)" }
          Column("mean") { Self.mean($0.tensor) { $0 } }
          Column("root mean square") { Self.mean($0.tensor) { $0 * $0 }?.squareRoot() }
        }
        figures.map { Picture($0.fileName, "Channels of \($0.siteName)", $0) as any Finding }
        if !captured.receipts.isEmpty { Receipts(captured.receipts) }
      }
    }
  }

  private static func mean(_ tensor: Tensor, of value: (Double) -> Double) -> Double? {
    let count = tensor.shape.count
    return count == 0
      ? nil : tensor.withUnsafeScalars { $0.reduce(0) { $0 + value(Double($1)) } } / Double(count)
  }

  public func write(_ format: OutputFormat, to path: String) throws -> Bool {
    guard OutputFormat.arrays.contains(format) else { return false }
    let bytes = format == .npz ? try archive.npzBytes(for: path) : archive.safetensorsBytes
    try FileOutput.write([FileOutput.Contents(bytes, for: path)])
    return true
  }

  /// Adds pictures of the channels, at most eight: with edits beside what they are without.
  ///
  /// - Parameters:
  ///   - sites: the sites that were captured, in their order.
  ///   - original: their activations without edits, in order; nil without edits.
  ///   - state: the maze, where there is one.
  ///   - place: what the mazes are called: "level 8, hard mode".
  ///   - model: the policy's name.
  ///   - calls: the edits as they were written.
  ///   - limit: how many channels each shows.
  public mutating func draw(
    _ sites: [Site], original: [Tensor]?, of state: MazeState?, _ place: String, model: String, calls: [String],
    limit: Int
  ) {
    let drawn = sites.indices.filter { ActivationFigure.canDraw(sites[$0]) }.prefix(Self.mostFigures)
    figures = drawn.map { number in
      ActivationFigure(
        captured.values[number].tensor, original: original?[number], at: sites[number], of: state, limit: limit,
        title: "\(sites[number].name): \(place); \(model)", calls: calls)
    }
  }

  private static let mostFigures = 8
}
