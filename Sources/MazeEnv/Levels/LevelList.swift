import HookKit

/// Levels as they are written everywhere, on the command line, in calls and in files: `8`, `3,5,9`, and ranges.
///
///     list  = part {"," part}
///     part  = number | number ("-" | ".." | "...") number | number (":" | "..<") number
///
/// Of the ranges, `0-9`, `0..9` and `0...9` have the level at their end, as spans of numbers in prose do; `0:10` and `0..<10`
/// have not, as in Python and Swift. Spaces do not count.
public struct LevelList: Sendable, Hashable, CustomStringConvertible {
  /// The levels in the order written, each in one of the ranges.
  public let ranges: [Range<Int>]

  /// How many levels the ranges up to each have together.
  private let ends: [Int]

  /// Reads a list.
  ///
  /// - Throws: ``LevelListError`` for text that is no list of levels or names one twice, ``MazeError`` for levels that procgen
  ///   does not have.
  public init(_ text: String) throws {
    self.init(
      ranges: try text.split(separator: ",", omittingEmptySubsequences: false)
        .map { try Self.range($0.filter { !$0.isWhitespace }, of: text) })
    var end = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      guard range.lowerBound >= end else {
        throw LevelListError(text, "level \(range.lowerBound) is named twice", isForm: false)
      }
      end = range.upperBound
    }
    _ = try LevelRange(start: end - 1, count: 1)
  }

  /// The levels of a range.
  public init(_ range: Range<Int>) { self.init(ranges: [range]) }

  /// Levels in this order, no two of them the same.
  public init(numbers: some Sequence<Int>) {
    var ranges: [Range<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound == number {
        ranges[ranges.count - 1] = last.lowerBound..<number + 1
      } else {
        ranges.append(number..<number + 1)
      }
    }
    self.init(ranges: ranges)
  }

  private init(ranges: [Range<Int>]) {
    self.ranges = ranges
    var end = 0
    ends = ranges.map { range in
      end += range.count
      return end
    }
  }

  /// One way to write the list.
  public var description: String {
    ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)..<\($0.upperBound)" }.joined(separator: ",")
  }

  /// Ways to write levels, for help and error messages; none needs quotes in a shell.
  public static let forms = "8, 0-49, 0:50 or 3,5,9"

  private static func range(_ part: String, of text: String) throws -> Range<Int> {
    if let level = Int(part), part.allSatisfy(\.isNumber), level < Int.max { return level..<level + 1 }
    guard let match = part.wholeMatch(of: /(\d+)(-|\.\.\.|\.\.<|\.\.|:)(\d+)/), let low = Int(match.1),
      let high = Int(match.3)
    else { throw LevelListError(text, "\"\(part)\" is no level and no range of levels") }
    let (end, overflows) = [":", "..<"].contains(match.2) ? (high, false) : high.addingReportingOverflow(1)
    guard !overflows else { throw MazeError.levelOutOfRange(high) }
    guard low < end else { throw LevelListError(text, "the range \(part) is empty", isForm: false) }
    return low..<end
  }
}

extension LevelList: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { ends.last ?? 0 }

  /// The level at a place of the list.
  public subscript(position: Int) -> Int {
    var (low, high) = (0, ranges.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] > position { high = middle } else { low = middle + 1 }
    }
    return ranges[low].upperBound - (ends[low] - position)
  }
}

/// As its text.
extension LevelList: Codable {
  public init(from decoder: any Decoder) throws {
    try self.init(decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension LevelList {
  /// A text as a message shows it: whoever wrote a thousand numbers knows them by the first few.
  package static func shown(_ text: String) -> String { text.count > 100 ? "\(text.prefix(100))…" : text }
}

/// Text that should name levels and does not.
public struct LevelListError: ExplainedError, Hashable {
  /// What was written.
  public let text: String
  /// What is wrong with it.
  public let problem: String
  /// Whether it is the way of writing that is wrong.
  public let isForm: Bool

  init(_ text: String, _ problem: String, isForm: Bool = true) {
    (self.text, self.problem, self.isForm) = (text, problem, isForm)
  }

  /// What is wrong, and what would work.
  public var explanation: Explanation {
    Explanation(.usage, "levels \(LevelList.shown(text))", problem, try: isForm ? "write \(LevelList.forms)" : "")
  }
}
