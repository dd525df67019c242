// Made from Documentation/WritingAnIntervention.md; see CONTRIBUTING.md, "Documentation".

import HookKit

/// Moves towards a point: `x + part * (point - x)`.
struct Pull: Intervention {
  static let kind = "pull"
  static let summary = "x + part * (point - x)"

  @Parameter("file of the point, or observations") var point: TensorSource
  @Parameter("how far; 0 not at all, 1 all the way") var part: Float = 1
  @Prepared private var target: Tensor

  var locality: Locality { .elementwise }
  var isIdentity: Bool { part == 0 }

  mutating func prepare(_ context: PrepareContext) throws { target = try point.row(for: context) }

  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    isIdentity ? value : value.combinedByRow(with: target) { $0 + part * ($1 - $0) }
  }
}
