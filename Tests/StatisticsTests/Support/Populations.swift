import Foundation
import Essentials
import Testing

@testable import Statistics

/// Effects of edits that were measured on many levels: samples of them have a mean that is known.
enum Populations {
  /// Of zeroing a channel on 2,470 levels, by metric and channel.
  static let effects = Result { try columns("effects") }

  /// Of 60 random vectors on 80 levels: `[level][vector]`, by metric.
  static let draws = Result {
    Dictionary(grouping: try lines("draws").dropFirst(), by: { $0[0] }).mapValues { lines in
      lines.map { $0.dropFirst(2).compactMap(Double.init) }
    }
  }

  private static func columns(_ name: String) throws -> [(name: String, values: [Double])] {
    let lines = try lines(name)
    return lines[0].indices.dropFirst().map { column in
      (lines[0][column], lines.dropFirst().compactMap { Double($0[column]) })
    }
  }

  private static func lines(_ name: String) throws -> [[String]] {
    let file = try #require(Bundle.module.url(forResource: name, withExtension: "csv", subdirectory: "Fixtures"))
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// How many samples a simulation takes: few in the suite, as many as HOOKKIT_SIMULATIONS says in `Scripts/simulate.sh`.
  static func samples(_ few: Int) -> Int {
    ProcessInfo.processInfo.environment["HOOKKIT_SIMULATIONS"].flatMap(Int.init) ?? few
  }

  static let isLong = ProcessInfo.processInfo.environment["HOOKKIT_SIMULATIONS"] != nil
}
