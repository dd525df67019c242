import HookKit

/// The same interventions on channels chosen at random.
///
/// A channel is replaced by the same other one in all edits, so that a group of edits stays what it is; none of the channels
/// of the group is drawn.
enum ChannelsControl: EditControl {
  static let name = "channels"
  static let summary = "the same edit on channels chosen at random"

  static func check(_ edits: [Edit]) throws {
    if let other = edits.first(where: { ChannelSelection($0.selection) == nil }) {
      throw ControlError.unfit(name, reason: "\(other) selects no channels by their numbers")
    }
  }

  static func edits(
    insteadOf edits: [Edit], for context: PrepareContext, _ random: inout RandomStream
  ) throws -> [Edit] {
    let count = context.site.shape[0]
    func channel(_ written: Int) -> Int { written < 0 ? written + count : written }
    let selections = edits.map { ChannelSelection($0.selection) }
    let taken = Set(selections.flatMap { ($0?.channels ?? []).map(channel) }).sorted()
    var free = (0..<count).filter { !taken.contains($0) }
    guard free.count >= taken.count else {
      throw ControlError.unfit(
        name,
        reason: "\(context.site.name) has \(count) channels, and too few are left beside "
          + edits.map(\.selection.description).joined(separator: " and "))
    }
    let drawn = taken.map { ($0, free.remove(at: random.index(below: free.count))) }
    let others = Dictionary(uniqueKeysWithValues: drawn)
    return zip(edits, selections).map { edit, selection in
      Edit(
        edit.pattern, any: edit.intervention,
        on: selection?.replacing { others[channel($0)] ?? $0 } ?? edit.selection, when: edit.timing)
    }
  }
}
