import HookKit

extension Locality {
  /// What an element of the result depends on.
  package var inWords: String {
    switch self {
    case .elementwise: "the same element only"
    case .row: "its own row"
    case .position: "its own row and the row's place in the batch"
    case .batch: "the whole batch"
    }
  }
}
