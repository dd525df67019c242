import HookKit

/// Which pixels of the observation each cell of a site can depend on: those whose line and whose column are in its ranges.
///
/// Each layer widens the ranges by its windows (Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural
/// Networks", 2019).
public struct ReceptiveField: Hashable, Sendable {
  /// The lines of pixels that the cells of each line see.
  public let lines: [Range<Int>]
  /// The columns of pixels that the cells of each column see.
  public let columns: [Range<Int>]

  /// That of the observation itself.
  static func pixels(of image: Shape) -> ReceptiveField {
    ReceptiveField(lines: (0..<image[1]).map { $0..<$0 + 1 }, columns: (0..<image[2]).map { $0..<$0 + 1 })
  }

  /// Behind a layer each of whose cells is computed from these lines and columns.
  func through(lines: [Range<Int>], columns: [Range<Int>]) -> ReceptiveField {
    func seen(_ windows: [Range<Int>], _ ranges: [Range<Int>]) -> [Range<Int>] {
      windows.map { ranges[$0].reduce(0..<0, Self.union) }
    }
    return ReceptiveField(lines: seen(lines, self.lines), columns: seen(columns, self.columns))
  }

  /// What sees all that either of two sees.
  func joined(with other: ReceptiveField) -> ReceptiveField {
    ReceptiveField(
      lines: zip(lines, other.lines).map(Self.union), columns: zip(columns, other.columns).map(Self.union))
  }

  private static func union(_ first: Range<Int>, _ second: Range<Int>) -> Range<Int> {
    if first.isEmpty || second.isEmpty { return first.isEmpty ? second : first }
    return min(first.lowerBound, second.lowerBound)..<max(first.upperBound, second.upperBound)
  }

  var json: JSONValue {
    func ranges(_ ranges: [Range<Int>]) -> JSONValue {
      .array(ranges.map { .array([.integer($0.lowerBound), .integer($0.upperBound)]) })
    }
    return .object([.init("lines", ranges(lines)), .init("columns", ranges(columns))])
  }
}
