import Foundation
import HookKit
import Interventions
import Testing

@testable import Sweeps

/// Under a true null percentiles are uniform. `Scripts/null_uniformity.sh` runs the same with many more trials, and tells each
/// kind by itself; in the suite, kinds are told together.
@Suite struct NullUniformityTests {
  /// How many edits of each kind the script asks for.
  private static let asked = ProcessInfo.processInfo.environment["HOOKKIT_NULL_TRIALS"].flatMap { Int($0) }
  /// The kind that the script asks for; nil for all of them.
  private static let askedKind = ProcessInfo.processInfo.environment["HOOKKIT_NULL_KIND"]
  /// In the suite one edit of each kind and control, three of those that draw for each row: that twins of theirs which do
  /// not would be found takes some forty.
  private static func trials(_ edits: [Edit]) -> Int {
    asked ?? (edits.contains { $0.intervention.drawsPerRow } ? 3 : 1)
  }
  /// What chi-square with 4 degrees of freedom exceeds once in 100,000, and in a million, times (SciPy: chi2.isf).
  private static let (rare, rarer) = (28.47, 33.38)

  private let simulation: NullSimulation
  init() throws { simulation = try NullSimulation() }

  @Test func everyBuiltInKindTakesPart() throws {
    let kinds = Set(simulation.kinds().flatMap(\.edits).map(\.kind))
    #expect(try Set(Registry.builtIn.kinds.map(\.name)).subtracting(kinds) == [])
  }

  @Test func everyKind() throws {
    try check(
      [Control.random, .permuted, .shuffled].flatMap { control in
        try simulation.kinds().filter { Self.askedKind == nil || $0.name == Self.askedKind }
          .map { try simulation.outcome(control, $0.name, $0.edits, trials: Self.trials($0.edits)) }
      })
  }

  /// What chance does: the same edits on a channel that is drawn at random.
  @Test func otherChannels() throws {
    let kinds = (0..<12).map { simulation.kinds(on: .channels($0)) }
    try check(
      kinds[0].indices.map { kind in
        try simulation.outcome(.channels, kinds[0][kind].name, trials: Self.asked ?? 1) { number in
          var random = RandomStream(seed: 9, UInt64(number), UInt64(kind))
          return kinds[random.index(below: kinds.count)][kind].edits
        }
      })
  }

  /// The edits and their opposite, of which chance takes either: above and below are as likely.
  @Test func flipped() throws {
    let trials = Self.asked ?? 4
    let outcomes = try simulation.kinds().map {
      try simulation.outcome(.flipped, $0.name, $0.edits, trials: trials)
    }
    // Ranks are 0 and 1, so that parts 0 and 2 are used.
    for outcome in outcomes { #expect(outcome.signed[0] + outcome.signed[2] == trials, "\(outcome)") }
    let sums = outcomes.reduce(into: [0, 0]) { sums, outcome in
      sums[0] += outcome.signed[0]
      sums[1] += outcome.signed[2]
    }
    // An edit and its opposite alternate, so that neither is above more often.
    #expect(abs(sums[0] - sums[1]) <= sums.reduce(0, +) / 5, "\(sums)")
  }

  /// Edits as a user writes them, drawn by the seed: vectors of their own, and a vector beside noise.
  @Test func editsOfAUser() throws {
    let (site, shape): (SitePattern, Shape) = ("body.conv_out", [12, 2, 2])
    let trials = Self.asked.map { 2 * $0 } ?? 2
    func vector(_ number: Int, _ part: UInt64) -> Tensor {
      var random = RandomStream(seed: 31, UInt64(number), part)
      return Tensor(random.normals(shape.count), shape: shape)
    }
    try check([
      simulation.outcome(.random, "a random vector", trials: trials) { number in
        [Edit(site, .add(vector: vector(number, 0), scale: 0.5))]
      },
      simulation.outcome(.random, "a random vector in two parts", trials: trials) { number in
        let other = vector(number, 1)
        return [
          Edit(site, .add(vector: 0.5 * vector(number, 0) + 4 * other)), Edit(site, .add(vector: other, scale: -4)),
        ]
      },
      simulation.outcome(.random, "noise", trials: trials) { _ in [Edit(site, .noise(scale: 0.5))] },
      simulation.outcome(.random, "a random vector and noise", trials: trials) { number in
        [Edit(site, .add(vector: vector(number, 0), scale: 0.4)), Edit(site, .noise(scale: 0.4))]
      },
    ])
  }

  /// So it is found where twins do not have the size of what they stand for: twins of the first of two parts that undo each
  /// other for the most part.
  @Test func twinsOfAPartAreNoTwinsOfThePlan() throws {
    let parts = try #require(simulation.kinds().first { $0.name == "add + add" })
    let outcome = try simulation.outcome(
      .random, "twins of a part", trials: 12, twinsOf: { Array($0.prefix(1)) }
    ) { _ in parts.edits }
    #expect(NullSimulation.chiSquare(outcome.magnitude) > Self.rare, "\(outcome)")
  }

  /// Ranks that are not uniform are found: noise for each row against twins that have one direction for all of them.
  @Test func oneDirectionForAllRowsIsNotWhatNoiseDoes() throws {
    let kind = "noise, one direction for all rows"
    let outcome = try simulation.outcome(.random, kind, trials: 120) { _ in
      [Edit("body.conv_out", Undeclared())]
    }
    #expect(NullSimulation.chiSquare(outcome.signed) > Self.rare, "\(outcome)")
  }

  private func check(_ outcomes: [NullSimulation.Outcome]) throws {
    for outcome in outcomes {
      let found = [outcome.signed, outcome.magnitude].map(NullSimulation.chiSquare)
      #expect(found.allSatisfy { $0 < Self.rarer }, "\(outcome)")
      if Self.asked != nil { print(line(outcome, found)) }
    }
    // All kinds together, those that draw for each row, the others, and each control by itself.
    let groups =
      [outcomes, outcomes.filter(\.isDrawn), outcomes.filter { !$0.isDrawn }]
      + Dictionary(grouping: outcomes, by: \.control).values
    for some in groups where !some.isEmpty {
      for counts in [\NullSimulation.Outcome.signed, \.magnitude] {
        let sums = (0..<NullSimulation.parts).map { part in some.reduce(0) { $0 + $1[keyPath: counts][part] } }
        #expect(NullSimulation.chiSquare(sums) < Self.rare, "\(Set(some.map(\.control))), \(some.map(\.kind)): \(sums)")
      }
    }
  }

  private func line(_ outcome: NullSimulation.Outcome, _ chiSquares: [Double]) -> String {
    let name = "\(outcome.control.name), \(outcome.kind)".padding(toLength: 44, withPad: " ", startingAt: 0)
    let numbers = chiSquares.map { String(format: "%6.1f", $0) }.joined()
    return "\(name) \(outcome.signed) \(outcome.magnitude)\(numbers)"
  }
}

/// Noise for each row that does not say that it draws for each.
private struct Undeclared: Intervention {
  static let kind = "undeclared"
  private var noise = Noise(scale: 0.5)
  var locality: Locality { .row }
  init() {}
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { noise(value, context) }
}
