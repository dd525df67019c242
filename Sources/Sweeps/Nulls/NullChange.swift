import HookKit
import Interventions

/// An intervention whose change `f(x) - x` is replaced by another of the same size.
///
/// Where the change is one vector for all rows, as that of `add` and every other `Addition`, so is its twin, and rows stay
/// related. Elsewhere every row's change is replaced on its own; the order of channels and places, and the direction of
/// random vectors, is drawn once for all rows, so that the twin is as regular over squares as the edit.
struct NullChange: Intervention {
  static let kind = "null-change"
  static let summary = "another change of the same size as that of an edit"

  private var inner: any Intervention
  private let selection: Selection
  private let control: Control
  private let draw: Int
  private let position: Int
  @Prepared private var shaper: NullShaper
  /// The twin of a change that is the same for all rows.
  @Prepared private var constant: Constant?

  init(_ edit: Edit, _ control: Control, draw: Int, position: Int) {
    (inner, selection, self.control) = (edit.intervention, edit.selection, control)
    (self.draw, self.position) = (draw, position)
  }

  /// Without an edit to stand for it does nothing; it is made by sweeps only.
  init() { self.init(Edit("", Unchanged()), .flipped, draw: 0, position: 0) }

  var locality: Locality { $constant.flatMap { $0 } == nil ? max(inner.locality, .row) : .elementwise }
  var isIdentity: Bool { inner.isIdentity }

  mutating func prepare(_ context: PrepareContext) throws {
    try inner.prepare(context)
    let grids = Set(context.inputs.rows.map(\.geometry))
    let elements = try ElementsByGrid(selection, of: context.site, grids: grids)
    var random = NullStream.stream(context, draw: draw, position: position, control: control)
    shaper = try NullShaper(control, elements, &random)
    constant = nil
    guard let addend = (inner as? any Addition)?.addend, grids.count == 1, let grid = grids.first else { return }
    let change = addend.reshaped(context.site.shape.batched(1))
    let twin = try shaper.twin(of: change, [Inputs.Row(key: 0, geometry: grid)]).row(0)
    constant = Constant(twin: twin, grid: elements.dependsOnGrid ? .some(grid) : nil)
  }

  func callAsFunction(_ value: Tensor, _ context: EditContext) throws -> Tensor {
    if isIdentity { return value }
    if let constant, constant.holds(for: context.rows) { return value.combinedByRow(with: constant.twin, +) }
    let change = try inner(value, context) - value
    return value + (try shaper.twin(of: change, context.rows))
  }
}

/// A twin that is one vector for all rows, perhaps of one grid only.
private struct Constant: Sendable {
  let twin: Tensor
  /// The grid that it is for; nil for all.
  let grid: GridGeometry??

  func holds(for rows: [Inputs.Row]) -> Bool {
    guard let grid else { return true }
    return rows.allSatisfy { $0.geometry == grid }
  }
}

extension NullChange {
  private enum Key: String, CodingKey { case of, selection, control, draw, position }

  /// - Throws: always; null twins are made by sweeps, not read from plans.
  init(from decoder: any Decoder) throws { throw NullStream.unreadable(decoder) }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(CallSyntax.text(of: inner), forKey: .of)
    try values.encode(selection.description, forKey: .selection)
    try values.encode(control, forKey: .control)
    try values.encode(draw, forKey: .draw)
    try values.encode(position, forKey: .position)
  }
}

extension Edit {
  /// The null twin of this edit, which acts when the edit does.
  ///
  /// - Throws: ``SweepError/noControl(_:reason:)`` where the control does not fit the selection.
  func twin(_ control: Control, draw: Int, position: Int, seed: UInt64) throws -> Edit {
    guard control == .channels else {
      return Edit(pattern, NullChange(self, control, draw: draw, position: position), on: selection, when: timing)
    }
    guard ChannelSelection(selection) != nil else {
      throw SweepError.noControl(control.rawValue, reason: "\(self) selects no channels by their numbers")
    }
    return Edit(pattern, OtherChannels(self, draw: draw, position: position), when: timing)
  }
}
