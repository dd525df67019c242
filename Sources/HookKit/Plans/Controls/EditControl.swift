/// A matched random control that does the same elsewhere: other edits of the site in the place of some.
public protocol EditControl: Sendable {
  /// Its name in `--control`, in results and files.
  static var name: String { get }

  /// What its twins are, for lists and captions: "the same edit on channels chosen at random".
  static var summary: String { get }

  /// Whether twins are drawn, several of them. Otherwise there is one. The default is yes.
  static var isDrawn: Bool { get }

  /// Makes sure that edits have such twins, before anything is computed.
  ///
  /// - Throws: ``ControlError/unfit(_:reason:)``.
  static func check(_ edits: [Edit]) throws

  /// How many different twins the edits of a site have; nil where there is no end of them, which is the default. More are never
  /// drawn: an effect would seem more extreme among copies.
  static func count(insteadOf edits: [Edit], at site: Site) -> Int?

  /// The edits of one twin, at the site of the context.
  ///
  /// - Parameters:
  ///   - edits: those of the plan at this site, in their order.
  ///   - context: the site, the run and its inputs.
  ///   - draw: which twin it is, and its random numbers.
  /// - Throws: ``ControlError/unfit(_:reason:)`` where the site has no other place for them.
  static func edits(insteadOf edits: [Edit], for context: PrepareContext, _ draw: TwinDraw) throws -> [Edit]
}

extension EditControl {
  public static var isDrawn: Bool { true }
  public static func check(_ edits: [Edit]) throws {}
  public static func count(insteadOf edits: [Edit], at site: Site) -> Int? { nil }
}
