import Foundation
import Testing

@testable import Statistics

/// What statsmodels and scikit-learn say of rows that come in groups; `Scripts/oracles/make_statistics.py` wrote it.
struct GroupedOracle: Decodable {
  struct Clustered: Decodable {
    var groups: [Int]
    var standardErrors, p: [Double]
    /// The standard errors of rows that are taken for independent.
    var apart: [Double]
  }
  struct Proportion: Decodable { var mean, standardError: Double }
  struct Together: Decodable { var ridge, logistic: Double }

  var x: [[Double]]
  var y: [Int]
  var clustered: Clustered
  var proportion: Proportion
  var together: Together

  static func load() throws -> GroupedOracle {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/grouped", withExtension: "json"))
    return try JSONDecoder().decode(GroupedOracle.self, from: Data(contentsOf: url))
  }

  var outcomes: [Bool] { y.map { $0 == 1 } }

  func design() throws -> Design {
    try Design(["level a", "level b", "row"].enumerated().map { place, name in (name, x.map { $0[place] }) })
  }
}
