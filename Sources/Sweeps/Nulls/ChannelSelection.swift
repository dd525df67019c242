import HookKit

/// A selection that begins with a list of channels: `[55]`, `[[7, 8], 3:5]`.
struct ChannelSelection {
  let channels: [Int]
  private let rest: [Selection.Index]

  init?(_ selection: Selection) {
    guard case .indices(let indices) = selection, let first = indices.first else { return nil }
    switch first {
    case .position(let channel): channels = [channel]
    case .positions(let list): channels = list
    default: return nil
    }
    rest = Array(indices.dropFirst())
  }

  /// The same selection of other channels.
  func with(_ channels: [Int]) -> Selection { .indices([.positions(channels)] + rest) }
}

/// The same intervention as another edit on channels that are drawn once the site, and with it their number, is known.
///
/// The draw is one for all rows and levels, keyed by seed, draw, edit and site. It works on whole rows: it puts what the
/// intervention makes of the drawn channels there, and leaves the others as they are.
struct OtherChannels: Intervention {
  static let kind = "null-channels"
  static let summary = "the intervention of another edit on channels chosen at random"

  private var inner: any Intervention
  private let original: Selection
  private let draw: Int
  private let position: Int
  @Prepared private var elements: ElementsByGrid?

  init(_ edit: Edit, draw: Int, position: Int) {
    (inner, original, self.draw, self.position) = (edit.intervention, edit.selection, draw, position)
  }

  /// Without an edit to stand for it does nothing; it is made by sweeps only.
  init() { self.init(Edit("", Unchanged()), draw: 0, position: 0) }

  var locality: Locality { max(inner.locality, .row) }
  var isIdentity: Bool { inner.isIdentity }

  mutating func prepare(_ context: PrepareContext) throws {
    try inner.prepare(context)
    elements = nil
    guard let selection = ChannelSelection(original) else { return }
    let site = context.site
    let count = site.shape[0]
    let taken = Set(selection.channels.map { $0 < 0 ? $0 + count : $0 })
    var free = (0..<count).filter { !taken.contains($0) }
    guard free.count >= taken.count else {
      throw SweepError.noControl(
        Control.channels.rawValue,
        reason: "\(site.name) has \(count) channels, and too few are left beside \(original)")
    }
    var random = NullStream.stream(context, draw: draw, position: position, control: .channels)
    let drawn = (0..<taken.count).map { _ in free.remove(at: random.index(below: free.count)) }
    elements = try ElementsByGrid(
      selection.with(drawn.sorted()), of: site, grids: Set(context.inputs.rows.map(\.geometry)))
  }

  func callAsFunction(_ value: Tensor, _ context: EditContext) throws -> Tensor {
    let edited = try inner(value, context)
    let size = context.site.shape.count
    let offsets = try context.rows.map { try elements?.offsets(in: $0.geometry) ?? [] }
    var result = value
    result.withUnsafeMutableScalars { result in
      edited.withUnsafeScalars { edited in
        for (row, offsets) in offsets.enumerated() {
          for offset in offsets {
            result[row * size + offset] = edited[row * size + offset]
          }
        }
      }
    }
    return result
  }
}

extension OtherChannels {
  private enum Key: String, CodingKey { case of, selection, draw, position }

  /// - Throws: always; null twins are made by sweeps, not read from plans.
  init(from decoder: any Decoder) throws { throw NullStream.unreadable(decoder) }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(CallSyntax.text(of: inner), forKey: .of)
    try values.encode(original.description, forKey: .selection)
    try values.encode(draw, forKey: .draw)
    try values.encode(position, forKey: .position)
  }
}

/// Leaves everything as it is.
struct Unchanged: Intervention {
  static let kind = "unchanged"
  var isIdentity: Bool { true }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value }
}
