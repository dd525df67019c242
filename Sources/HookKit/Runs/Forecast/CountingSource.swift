/// An observation source that counts the rows it makes.
final class CountingSource: ObservationSource {
  private let source: any ObservationSource
  private let count = Locked(0)

  init(_ source: any ObservationSource) { self.source = source }

  var forms: String { source.forms }
  var sources: [TensorSourceEntry] { source.sources }
  var rows: Int { count.withLock { $0 } }

  func observations(_ specification: String) throws -> Inputs? {
    let inputs = try source.observations(specification)
    count.withLock { $0 += inputs?.count ?? 0 }
    return inputs
  }
}
