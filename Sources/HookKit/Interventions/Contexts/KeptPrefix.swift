/// What runs on the same inputs have computed before their first edit, kept for further ones: while the parameters of an edit
/// change, all that lies before its site stays.
///
/// It is taken as it is, so that a run has the same bits with it as without. Kept are the values at the first edited site of
/// the latest run, up to ``mostBytes``; a run whose first edit is elsewhere, or of another network, computes them anew.
package final class KeptPrefix: Sendable {
  /// The most bytes that are kept.
  package static let mostBytes = 64 << 20

  /// Only the engine knows what it is.
  let kept = Locked<(any Sendable)?>(nil)

  /// Nothing is kept yet.
  package init() {}
}
