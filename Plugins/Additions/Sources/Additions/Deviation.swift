import Experiments

/// The standard deviation of every element over observations: `add(vector: deviation of levels 0-49)@SITE`.
public enum Deviation: TensorSourceKind {
  public static let name = "deviation"
  public static let form = "deviation of LEVELS"
  public static let summary = "the standard deviation of every element over observations or the rows of a file"

  public static func tensor(_ text: String, for context: PrepareContext) throws -> Tensor {
    guard text.hasPrefix("of ") else { throw DeviationError(text: text) }
    let rows = try context.activations(String(text.dropFirst(3))).tensor
    let (mean, size) = (rows.meanOverRows, rows.shape.row.count)
    var squares = [Double](repeating: 0, count: size)
    for (place, value) in rows.scalars.enumerated() {
      let difference = Double(value) - Double(mean.scalars[place % size])
      squares[place % size] += difference * difference
    }
    return Tensor(squares.map { Float(($0 / Double(rows.rows)).squareRoot()) }, shape: rows.shape.row)
  }
}

/// A text after `deviation` that names no observations.
struct DeviationError: ExplainedError {
  let text: String

  var explanation: Explanation {
    Explanation(
      .usage, "\"deviation \(text)\"", "does not say of what",
      try: "write \(Deviation.form), as in deviation of levels 0-49")
  }
}
