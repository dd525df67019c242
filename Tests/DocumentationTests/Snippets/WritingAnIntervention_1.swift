// Made from Documentation/WritingAnIntervention.md; see CONTRIBUTING.md, "Documentation".

import HookKit

/// Divides by 1 + alpha: `x / (1 + alpha)`.
struct Dampen: Intervention {
  static let kind = "dampen"
  static let summary = "x / (1 + alpha)"

  @Parameter("how strongly; 0 leaves everything as it is") var alpha: Float = 1

  var locality: Locality { .elementwise }
  var isIdentity: Bool { alpha == 0 }

  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    value.map { $0 / (1 + alpha) }
  }
}

extension Intervention where Self == Dampen {
  /// Divides by 1 + alpha.
  static func dampen(alpha: Float = 1) -> Dampen {
    var dampen = Dampen()
    dampen.alpha = alpha
    return dampen
  }
}
