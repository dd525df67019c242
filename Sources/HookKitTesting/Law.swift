/// What every intervention must keep to, so that runs can be trusted and the engine may be clever.
public enum Law: String, CaseIterable, Sendable {
  /// Strength 0, or whatever says that it is the identity, leaves every bit as it is, and says so.
  case identity = "the identity changes no bit"
  /// What says that it overwrites gives a result that does not depend on the activation.
  case overwriting = "what overwrites does not depend on what was there"
  /// What says that it adds or multiplies does so.
  case algebra = "the declared algebra is true"
  /// The activation that goes in is not written to.
  case inputUntouched = "the input stays untouched"
  /// The activation that comes out has the shape of the one that went in.
  case shape = "the shape stays the same"
  /// Finite activations stay finite.
  case finite = "finite stays finite"
  /// A row comes out the same alone, in any batch, and at any position; unless its locality says otherwise.
  case rowsIndependent = "rows are independent"
  /// Where the locality is `position`, a row comes out the same in any part of the batch and in any order, as long as it is
  /// said where it stands.
  case positions = "positions are those in the batch"
  /// A row with a grid that was not known at preparation comes out as if it had been.
  case grids = "grids may be met later"
  /// Rows draw random numbers of their own if, and only if, it says so.
  case drawsPerRow = "draws for each row are declared"
  /// An elementwise intervention treats every element by itself, and every row alike.
  case locality = "the declared locality is true"
  /// What is declared to be read is; a row depends on its own row of it, and a run hands it over as edits before have left it.
  case reads = "the declared reads are what is read"
  /// In a run, elements outside the selection keep their bits.
  case selection = "nothing outside the selection moves"
  /// Calls, JSON and YAML give back an intervention that does the same.
  case roundTrip = "every spelling reads back the same"
  /// One seed gives one result; another seed another one if, and only if, it says that it is random.
  case seed = "the seed decides, and nothing else"
}

/// A law that an intervention breaks, and how that was seen.
public struct LawViolation: Sendable, Hashable, CustomStringConvertible {
  /// The law.
  public let law: Law
  /// What was seen, with the place and the numbers.
  public let evidence: String

  /// A violation, with what was seen.
  public init(_ law: Law, _ evidence: String) {
    self.law = law
    self.evidence = evidence
  }

  /// "rows are independent: at a site of shape [6], row 2 ...".
  public var description: String { "\(law.rawValue): \(evidence)" }
}
