/// Activations that calls name, kept from run to run: `vector: cheese.npz` is read once for a thousand plans.
///
/// Belongs to one network and one source of observations. Files are taken to stay as they are while it lives.
public final class ActivationCache: Sendable {
  private struct Key: Hashable {
    let specification: String
    let site: String
  }

  private let banks = Locked<[Key: ActivationBank]>([:])
  private let tensors = Locked<[Key: Tensor]>([:])

  /// A cache that holds nothing yet.
  public init() {}

  func bank(
    _ specification: String, at site: Site, _ find: () throws -> ActivationBank
  ) rethrows -> ActivationBank {
    let key = Key(specification: specification, site: site.name)
    if let kept = banks.withLock({ $0[key] }) { return kept }
    // Two threads may find the same thing at once; both find the same.
    let found = try find()
    banks.withLock { $0[key] = found }
    return found
  }

  func tensor(_ specification: String, at site: Site, _ find: () throws -> Tensor) rethrows -> Tensor {
    let key = Key(specification: specification, site: site.name)
    if let kept = tensors.withLock({ $0[key] }) { return kept }
    let found = try find()
    tensors.withLock { $0[key] = found }
    return found
  }
}
