// Made from README.md; see CONTRIBUTING.md, "Documentation".

import HookKit

/// Keeps what is larger than a threshold, and sets the rest to zero.
struct Threshold: Intervention {
  static let kind = "threshold"
  static let summary = "x where |x| > above, else 0"
  @Parameter("what is kept is larger than this") var above: Float

  var locality: Locality { .elementwise }

  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    value.map { abs($0) > above ? $0 : 0 }
  }
}
