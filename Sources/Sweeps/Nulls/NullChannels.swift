import HookKit

/// The edits of a site on other channels, which are drawn once the site, and with it their number, is known.
///
/// The draw is one for all rows and levels. A channel is replaced by the same other one in all edits, so that a group of
/// edits stays what it is; none of the channels of the group is drawn.
struct NullChannels: StandIn {
  static let kind = "null-channels"
  static let summary = "the edits of a site on channels chosen at random"

  let edits: [Edit]
  private let draw: Int
  @Prepared private var chain: EditChain

  init(_ edits: [Edit], draw: Int) { (self.edits, self.draw) = (edits, draw) }

  /// Without edits to stand for it does nothing; it is made by ``Controls`` only.
  init() { self.init([], draw: 0) }

  var locality: Locality { $chain?.locality ?? .batch }
  var drawsPerRow: Bool { edits.contains { $0.intervention.drawsPerRow } }
  var reads: [SitePattern] { edits.flatMap(\.intervention.reads) }
  var readsOriginal: Bool { edits.contains(where: \.intervention.readsOriginal) }
  var isIdentity: Bool { edits.allSatisfy(\.intervention.isIdentity) }

  mutating func prepare(_ context: PrepareContext) throws {
    let count = context.site.shape[0]
    func channel(_ written: Int) -> Int { written < 0 ? written + count : written }
    let selections = edits.map { ChannelSelection($0.selection) }
    let taken = Set(selections.flatMap { ($0?.channels ?? []).map(channel) }).sorted()
    var free = (0..<count).filter { !taken.contains($0) }
    guard free.count >= taken.count else {
      throw SweepError.noControl(
        Control.channels.rawValue,
        reason: "\(context.site.name) has \(count) channels, and too few are left beside "
          + edits.map(\.selection.description).joined(separator: " and "))
    }
    var random = context.random()
    let drawn = taken.map { ($0, free.remove(at: random.index(below: free.count))) }
    let others = Dictionary(uniqueKeysWithValues: drawn)
    let moved = zip(edits, selections).map { edit, selection in
      Edit(
        edit.pattern, any: edit.intervention,
        on: selection?.replacing { others[channel($0)] ?? $0 } ?? edit.selection, when: edit.timing)
    }
    chain = try EditChain(moved, for: context, draw: draw)
  }

  func callAsFunction(_ value: Tensor, _ context: EditContext) throws -> Tensor { try chain(value, context) }
}

extension NullChannels {
  /// - Throws: always; the twins of plans are not read from files.
  init(from decoder: any Decoder) throws { throw NullCoding.unreadable(decoder) }

  func encode(to encoder: any Encoder) throws { try NullCoding.encode(edits, .channels, draw, to: encoder) }
}
