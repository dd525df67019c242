import HookKit

/// The edits' change with its places in random order, the same in every channel.
enum ShuffledControl: ChangeControl {
  static let name = "shuffled"
  static let summary = "the same change with its places in random order"

  static func check(_ reach: ChangeReach) throws {
    guard reach.isBox, reach.places.count > 1 else {
      throw ControlError.unfit(
        name, reason: "fewer than two places of \(reach.site.name) are selected in the same channels")
    }
  }

  static func draw(at site: Site, _ random: inout RandomStream) -> ControlDraw {
    let order = random.order(site.places)
    return ControlDraw { change, reach in
      let (count, sources) = (reach.places.count, order.restricted(to: reach.places))
      return reach.channels.indices.flatMap { channel in sources.map { change[channel * count + $0] } }
    }
  }
}
