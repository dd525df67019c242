/// An image that rows of many runs differ from in a small rectangle each, with what networks have made of it: a maze without
/// its mouse, in a rollout.
///
/// A run that is given base images computes of its rows no more than what follows from the rectangles; of a base it computes
/// everything, once for each network. What is kept is the network's without edits, in memory of some megabytes at scale 4, and given back
/// with the base.
package final class BaseImage: Sendable {
  /// The image, `[1, channels, height, width]`.
  package let tensor: Tensor
  /// What engines have made of it, one entry for each graph; only the engine knows what that is.
  let kept = Locked<[any Sendable]>([])

  /// A base that nothing is known of yet.
  ///
  /// - Precondition: the tensor has one row.
  package init(_ tensor: Tensor) {
    precondition(tensor.rows == 1, "a base is one image")
    self.tensor = tensor
  }
}
