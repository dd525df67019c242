// Made from Documentation/WritingAnIntervention.md; see CONTRIBUTING.md, "Documentation".

import HookKit

/// Sets each element to zero with a probability: dropout without rescaling.
struct Dropout: Intervention {
  static let kind = "dropout"
  static let summary = "0 with the given probability, else x"

  @Parameter("probability of zero, 0 to 1") var probability: Float

  var locality: Locality { .row }
  var drawsPerRow: Bool { true }
  var isIdentity: Bool { probability == 0 }

  func prepare(_ context: PrepareContext) throws {
    guard (0...1).contains(probability) else {
      throw ParameterError(self, "\(probability) is no probability", try: "give a number from 0 to 1")
    }
  }

  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    let size = value.shape.row.count
    var scalars = value.scalars
    for row in 0..<value.rows {
      var random = context.random(row: row)
      for index in row * size..<(row + 1) * size {
        if random.uniform() < probability { scalars[index] = 0 }
      }
    }
    return Tensor(scalars, shape: value.shape)
  }
}
