import HookKit

/// An intervention that adds one tensor to every row, whatever the row holds: `x + v`.
///
/// Whoever knows that can do with `v` what cannot be done with any function of `x`: the null twins of sweeps replace it by
/// another vector of its norm, once for all rows.
public protocol Addition: Intervention {
  /// What every row gets, `[...]`; nil before `prepare(_:)`, and where rows get different tensors.
  var addend: Tensor? { get }
}
