import HookKit

/// The edits' change with its channels in random order.
enum PermutedControl: ChangeControl {
  static let name = "permuted"
  static let summary = "the same change with its channels in random order"

  static func check(_ reach: ChangeReach) throws {
    guard reach.isBox, reach.channels.count > 1 else {
      throw ControlError.unfit(
        name, reason: "fewer than two channels of \(reach.site.name) are selected at the same places")
    }
  }

  static func draw(at site: Site, _ random: inout RandomStream) -> ControlDraw {
    let order = random.order(site.channels)
    return ControlDraw { change, reach in
      let count = reach.places.count
      return order.restricted(to: reach.channels).flatMap { change[$0 * count..<($0 + 1) * count] }
    }
  }
}

extension [Int] {
  /// An order of all numbers as an order of some of them, which are told by their positions.
  func restricted(to some: [Int]) -> [Int] {
    if some.count == count { return self }
    let positions = Dictionary(uniqueKeysWithValues: some.enumerated().map { ($0.element, $0.offset) })
    return compactMap { positions[$0] }
  }
}
