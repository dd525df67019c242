/// What an edit does to an activation: a pure function, and what the run must know of it.
///
/// Nearly all are ``Intervention``s, which people write in calls and files. Code of a program is one that cannot be written
/// down, and so are the matched controls that stand for edits.
///
/// The selection of an ``Edit`` is none of its business: it sees whole rows and returns whole rows, and the run keeps the
/// elements outside the selection as they were.
public protocol ActivationEdit: Sendable {
  /// The name of the type, in texts and in the keys of random draws.
  static var kind: String { get }

  /// What to do about a result that is infinite or not a number, for the error. The default is "use smaller parameters".
  static var finiteRemedy: String { get }

  /// What tells it from others of its kind: those of the same content are equal and draw the same random numbers.
  var content: [String: ParameterValue] { get }

  /// It as people read it, without its site. The default is its kind.
  ///
  /// - Parameter limit: values with a longer text are cut short; nil for none.
  func text(valuesUpTo limit: Int?) -> String

  /// How far its effect depends on other elements and rows, so that the engine may reuse work.
  ///
  /// The default, ``Locality/batch``, is always true. A declaration that is not true gives wrong numbers; the law kit checks it.
  var locality: Locality { get }

  /// Whether every row gets random draws of its own, by ``EditContext/random(row:)``; the controls of sweeps then draw anew
  /// for every row, too.
  ///
  /// The default is no. The law kit checks it.
  var drawsPerRow: Bool { get }

  /// Whether another seed gives another result: results then say how they were drawn. The default is ``drawsPerRow``; what
  /// draws once for all rows, or while it is prepared, says so itself. The law kit checks it.
  var isRandom: Bool { get }

  /// What of an activation it can change at all, where it knows: the run keeps the rest as it is, and the engine does not
  /// compute it anew. The default is everything.
  var touched: Selection { get }

  /// The sites whose values it reads besides the activation that it changes: in this run, after all edits there. Each must be
  /// computed before every site that is edited. ``EditContext/values(of:)`` has them.
  ///
  /// The default is none. The law kit checks that a row depends on its own row of them only.
  var reads: [SitePattern] { get }

  /// Whether it reads ``EditContext/original``, the activation as it would be without any edit of the plan. The default is
  /// no; where it does, the run computes the rows once more without edits.
  var readsOriginal: Bool { get }

  /// Whether these parameters leave every activation as it is, bit for bit: a scale of 0, say. Such an edit may change nothing.
  var isIdentity: Bool { get }

  /// Whether nothing of the activation that was there before remains: an edit of the same elements before it is lost. The
  /// law kit checks that the result does not depend on the activation.
  var overwrites: Bool { get }

  /// What it does to every element, as far as that decides which edits may change places: see ``Algebra``. The default is
  /// ``Algebra/other``. The law kit checks it.
  var algebra: Algebra { get }

  /// Does what must happen once, before the run: checks parameters against the site, reads files, runs the network.
  ///
  /// Called on a copy for every matched site. What is found is kept in ``Prepared`` properties.
  mutating func prepare(_ context: PrepareContext) throws

  /// The changed activation.
  ///
  /// - Parameters:
  ///   - value: the activation `[N, ...]` after all earlier edits of the site; `N` is ``EditContext/rows``' count.
  ///   - context: the site, the rows and the randomness.
  /// - Returns: a tensor of the same shape.
  func callAsFunction(_ value: Tensor, _ context: EditContext) throws -> Tensor
}

extension ActivationEdit {
  public static var finiteRemedy: String { "use smaller parameters" }
  public func text(valuesUpTo limit: Int?) -> String { Self.kind }
  public var locality: Locality { .batch }
  public var drawsPerRow: Bool { false }
  public var isRandom: Bool { drawsPerRow }
  public var touched: Selection { .all }
  public var reads: [SitePattern] { [] }
  public var readsOriginal: Bool { false }
  public var isIdentity: Bool { false }
  public var overwrites: Bool { false }
  public var algebra: Algebra { .other }
  public mutating func prepare(_ context: PrepareContext) throws {}
}

/// What an edit does to every element. Two that add commute, and two that multiply; and what a linear layer makes of
/// an addition is an addition.
public enum Algebra: String, Sendable {
  /// `x + v`, where `v` does not depend on the activation.
  case adds
  /// `a * x`, where `a` does not depend on the activation.
  case multiplies
  /// Anything else.
  case other
}

/// What an element of an edit's result depends on.
public enum Locality: Int, Comparable, Codable, Sendable {
  /// Only on the same element of the same row, of the activation and of whatever else is read, by a function that is the same
  /// for all rows with the same grid.
  case elementwise
  /// Only on the same row (its elements, key, labels and grid).
  case row
  /// Only on the same row and where it stands in the batch (``EditContext/positions``).
  case position
  /// On anything: other rows, the size of the batch.
  case batch

  public static func < (left: Locality, right: Locality) -> Bool { left.rawValue < right.rawValue }
}
