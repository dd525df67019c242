/// Delta debugging: makes a set smaller as long as something stays true of it.
///
/// Source: Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input" (2002): the algorithm ddmin.
enum DeltaDebugging {
  /// A part of the items of which it is true, and of which no single item can be left out.
  ///
  /// - Parameters:
  ///   - items: a set of which it is true.
  ///   - isTrue: says of each of several sets whether it is true, all of a round together.
  /// - Complexity: for n items at most about n² sets, in rounds that can be run together; n log n where few items matter.
  static func minimum<Item>(of items: [Item], _ isTrue: ([[Item]]) throws -> [Bool]) rethrows -> [Item] {
    var (set, count) = (items, 2)
    while set.count > 1 {
      let chunks = parts(of: set.count, count)
      let inside = chunks.map { Array(set[$0]) }
      let outside = chunks.map { Array(set[..<$0.lowerBound] + set[$0.upperBound...]) }
      // Of two parts each is what is left without the other.
      let verdicts = try isTrue(count == 2 ? inside : inside + outside)
      if let found = verdicts.prefix(chunks.count).firstIndex(of: true) {
        (set, count) = (inside[found], 2)
      } else if let found = verdicts.dropFirst(chunks.count).firstIndex(of: true) {
        (set, count) = (outside[found - chunks.count], max(count - 1, 2))
      } else if count == set.count {
        return set
      } else {
        count = min(2 * count, set.count)
      }
    }
    return set
  }

  /// So many ranges of nearly equal size that cover the positions below `size`.
  private static func parts(of size: Int, _ count: Int) -> [Range<Int>] {
    (0..<count).map { $0 * size / count..<($0 + 1) * size / count }
  }
}
