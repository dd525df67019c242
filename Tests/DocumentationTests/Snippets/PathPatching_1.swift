// Made from Documentation/PathPatching.md; see CONTRIBUTING.md, "Documentation".

import HookKit

/// Moves towards what another site has: `x + part * (other - x)`.
struct Follow: Intervention {
  static let kind = "follow"
  static let summary = "x + part * (other - x)"

  @Parameter("the site to follow") var other: String
  @Parameter("how far; 0 not at all, 1 all the way") var part: Float = 1

  var locality: Locality { .row }
  var isIdentity: Bool { part == 0 }
  var reads: [SitePattern] { ($other).map { [SitePattern($0)] } ?? [] }

  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    isIdentity ? value : value.combined(with: context.value(of: SitePattern(other))) { $0 + part * ($1 - $0) }
  }
}
