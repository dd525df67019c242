import HookKit
import Testing

@Suite struct NameStyleTests {
  @Test(arguments: [
    ("decisionSquare", "decision-square"), ("decision_square", "decision-square"),
    ("decision-square", "decision-square"),
    ("DecisionSquare", "decision-square"), ("euc_dist_cheese_5x5", "euc-dist-cheese-5x5"),
    ("meanTVChange", "mean-tv-change"),
    ("level2Size", "level2-size"), ("entropy", "entropy"), ("MEAN", "mean"), ("", ""), ("_a_", "-a-"),
    ("äußereÄste", "äußere-äste"),
  ])
  func wordsWithHyphens(written: String, name: String) {
    #expect(NameStyle.hyphenated(written) == name)
    #expect(NameStyle.hyphenated(name) == name)
  }

  @Test func oldSpellingsAreSaidOnce() {
    let said = Locked<[String]>([])
    let notes = NameNotes { line in said.withLock { $0.append(line) } }
    let names = ["decision-square", "steps-between-start-cheese"]
    let former = ["distance-to-cheese": "steps-between-start-cheese"]
    NameNotes.$current.withValue(notes) {
      #expect(NameStyle.known("decision-square", among: names) == "decision-square")
      #expect(said.withLock(\.self).isEmpty)
      for _ in 0..<2 { #expect(NameStyle.known("decisionSquare", among: names) == "decision-square") }
      #expect(NameStyle.known("distanceToCheese", among: names, former: former) == "steps-between-start-cheese")
      #expect(NameStyle.known("distanceToCorner", among: names, former: former) == nil)
    }
    #expect(
      said.withLock(\.self) == [
        "'decisionSquare' is now 'decision-square'", "'distanceToCheese' is now 'steps-between-start-cheese'",
      ])
  }

  /// Times are read in any spelling, and are the same times.
  @Test func timesAreReadInAnySpelling() throws {
    #expect(Timing("atGate", !"isLate", from: "bellRings") == Timing("at-gate", !"is-late", from: "bell-rings"))
    #expect(Timing("atGate").description == "at-gate")
    let moment = Moment(step: 3, conditions: ["atGate": true], events: ["bellRings": 2])
    #expect(Timing("at-gate", from: "bellRings").isActive(at: moment))
    #expect(Timing("atGate", from: .event("bellRings")).isActive(at: moment))
    #expect(!Timing(!"atGate").isActive(at: moment))
  }
}
