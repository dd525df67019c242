/// A matched random control that puts another change of the same size in the place of what edits do together.
///
/// ```swift
/// enum SignFlips: ChangeControl {
///   static let name = "signs"
///   static let summary = "the same change with random signs"
///   static func draw(at site: Site, _ random: inout RandomStream) -> ControlDraw {
///     let signs = random.uniforms(site.shape.count)
///     return ControlDraw { change, reach in zip(change, reach.offsets).map { signs[$1] < 0 ? -$0 : $0 } }
///   }
/// }
/// registry.add(SignFlips.self)     // `--nulls 20 --control signs` then works
/// ```
public protocol ChangeControl: Sendable {
  /// Its name in `--control`, in results and files.
  static var name: String { get }

  /// What its twins are, for lists and captions: "random vectors of the same norm".
  static var summary: String { get }

  /// Whether twins are drawn, several of them. Otherwise there is one. The default is yes.
  static var isDrawn: Bool { get }

  /// Makes sure that there is another change on these elements. The default is that there always is.
  ///
  /// - Throws: ``ControlError/unfit(_:reason:)``.
  static func check(_ reach: ChangeReach) throws

  /// One draw, which all rows share unless the edits draw anew for every row. Its size is that of the whole site, so that
  /// rows with other elements have the same draw.
  static func draw(at site: Site, _ random: inout RandomStream) -> ControlDraw
}

extension ChangeControl {
  public static var isDrawn: Bool { true }
  public static func check(_ reach: ChangeReach) throws {}
}

/// One draw of a ``ChangeControl``: makes of a row's change another one of the same norm.
public struct ControlDraw: Sendable {
  private let twin: @Sendable (_ change: [Float], _ reach: ChangeReach) -> [Float]

  /// A draw that is a function of the change and where it may lie.
  ///
  /// - Parameter twin: makes of the change of the elements at ``ChangeReach/offsets`` another change of them, in the same
  ///   order and number, with the same norm, from nothing else.
  public init(_ twin: @escaping @Sendable (_ change: [Float], _ reach: ChangeReach) -> [Float]) { self.twin = twin }

  /// The twin of a change.
  public func callAsFunction(_ change: [Float], _ reach: ChangeReach) -> [Float] {
    let made = twin(change, reach)
    if made.count == change.count { return made }
    Mistake.note("a control made \(made.count) numbers of a change of \(change.count) elements")
    return [Float](repeating: 0, count: change.count)
  }
}
