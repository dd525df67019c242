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

  /// The edits of one twin, at the site of the context.
  ///
  /// - Parameters:
  ///   - edits: those of the plan at this site, in their order.
  ///   - context: the site, the run and its inputs.
  ///   - random: the random numbers of this twin.
  /// - Throws: ``ControlError/unfit(_:reason:)`` where the site has no other place for them.
  static func edits(
    insteadOf edits: [Edit], for context: PrepareContext, _ random: inout RandomStream
  ) throws -> [Edit]
}

extension EditControl {
  public static var isDrawn: Bool { true }
  public static func check(_ edits: [Edit]) throws {}
}
