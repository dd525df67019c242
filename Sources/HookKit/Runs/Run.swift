/// What a run returns: the network's outputs, captured values, and a receipt for every edit.
///
/// All tensors are snapshots `[N, ...]`; nothing that happens later can change them.
public struct Run: Sendable {
  /// The network's outputs by the primary names of their sites; empty when the run was asked for none.
  public let outputs: [String: Tensor]

  /// The captured values by the primary names of their sites, after all edits there.
  public let captured: [String: Tensor]

  /// The captured values as the edits of their sites found them.
  public let capturedBefore: [String: Tensor]

  /// What the captured values can be told apart by, in place of them where `RunOptions.sketchesCaptures`.
  package let sketches: [String: RowSketches]

  /// What every edit did at each of its sites, in the order of the plan and then of the network.
  public let receipts: [Receipt]

  /// What the edits of each site did together, in the order of the network; empty unless ``RunOptions/wantsChanges``.
  public let changes: [SiteChange]

  /// The captured or returned value of a site by its primary name.
  ///
  /// - Precondition: the value was captured, or is an output.
  public subscript(name: String) -> Tensor {
    guard let value = captured[name] ?? outputs[name] else {
      Mistake.note("the value of \(name) is read, which was not captured; captured were \(captured.keys.sorted())")
      return Tensor(repeating: 0, shape: [0])
    }
    return value
  }
}
