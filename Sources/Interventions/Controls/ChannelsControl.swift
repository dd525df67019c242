import HookKit

/// The same interventions on channels chosen at random.
///
/// A channel is replaced by the same other one in all edits, so that a group of edits stays what it is; none of the channels
/// of the group is drawn. Nor is a channel drawn for two twins before all others have had their turn: then the edits and their
/// twins are channels drawn without replacement, so that the edits of a channel like any other have every rank among their
/// twins with the same probability.
enum ChannelsControl: EditControl {
  static let name = "channels"
  static let summary = "the same edit on channels chosen at random"

  static func check(_ edits: [Edit]) throws {
    if let other = edits.first(where: { ChannelSelection($0.selection) == nil }) {
      throw ControlError.unfit(name, reason: "\(other) selects no channels by their numbers")
    }
  }

  static func count(insteadOf edits: [Edit], at site: Site) -> Int? {
    let taken = channels(of: edits, at: site).count
    return binomial(site.channels - taken, taken)
  }

  /// The number of sets of `size` among `count` things; the largest integer where it is larger.
  private static func binomial(_ count: Int, _ size: Int) -> Int {
    guard size <= count else { return 0 }
    return (0..<min(size, count - size)).reduce(1) { number, place in
      let (product, isTooLarge) = number.multipliedReportingOverflow(by: count - place)
      return isTooLarge ? .max : product / (place + 1)
    }
  }

  /// The channels that the edits select, ascending.
  private static func channels(of edits: [Edit], at site: Site) -> [Int] {
    Set(edits.flatMap { ChannelSelection($0.selection)?.channels ?? [] }.map { number($0, at: site) }).sorted()
  }

  /// A channel as it is written, which counts from the end where it is negative.
  private static func number(_ written: Int, at site: Site) -> Int { written < 0 ? written + site.channels : written }

  static func edits(insteadOf edits: [Edit], for context: PrepareContext, _ draw: TwinDraw) throws -> [Edit] {
    let (site, taken) = (context.site, channels(of: edits, at: context.site))
    let free = (0..<site.channels).filter { !taken.contains($0) }
    guard free.count >= taken.count else {
      throw ControlError.unfit(
        name,
        reason: "\(site.name) has \(site.channels) channels, and too few are left beside "
          + edits.map(\.selection.description).joined(separator: " and "))
    }
    let turns = free.count / max(1, taken.count)
    var random = draw.common(draw.number / turns)
    let drawn = random.order(free.count).dropFirst(draw.number % turns * taken.count).map { free[$0] }
    let others = Dictionary(uniqueKeysWithValues: zip(taken, drawn))
    return edits.map { edit in
      let selection = ChannelSelection(edit.selection)?.replacing { others[number($0, at: site)] ?? $0 }
      return Edit(edit.pattern, any: edit.intervention, on: selection ?? edit.selection, when: edit.timing)
    }
  }
}
