import Foundation
import MazeLab
import Testing

@Suite("Grouped probabilities")
struct GroupProbabilitiesTests {
  @Test func equalLogitsShareByNumberOfActions() {
    let groups = GroupProbabilities(logits: [Float](repeating: 2, count: 15))
    let expected = [3, 1, 1, 3, 7].map { Double($0) / 15 }
    #expect(zip(groups.values, expected).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(abs(groups.arrow.row) < 1e-15 && abs(groups.arrow.column) < 1e-15)
  }

  @Test func everyActionBelongsToOneGroup() {
    let all = ActionGroup.allCases.flatMap(\.actions)
    #expect(all.sorted() == Array(0..<15))
    #expect(ActionGroup.allCases.map(\.name) == ["LEFT", "DOWN", "UP", "RIGHT", "NOOP"])
  }

  @Test(arguments: [(0, ActionGroup.left), (3, .down), (4, .noop), (5, .up), (8, .right), (14, .noop)])
  func oneLargeLogitDecides(action: Int, group: ActionGroup) {
    var logits = [Float](repeating: 0, count: 15)
    logits[action] = 1000
    let groups = GroupProbabilities(logits: logits)
    #expect(groups[group] == 1)
    #expect(groups.arrow == group.delta)
  }

  @Test func hugeLogitsStayFinite() {
    var logits = [Float](repeating: -3e38, count: 15)
    logits[5] = 3e38
    #expect(GroupProbabilities(logits: logits)[.up] == 1)
    let shifted = GroupProbabilities(logits: (0..<15).map { Float($0) + 1000 })
    let plain = GroupProbabilities(logits: (0..<15).map { Float($0) })
    #expect(shifted.totalVariation(to: plain) < 1e-12)
  }

  @Test func twoLogitsByHand() {
    var logits = [Float](repeating: -.infinity, count: 15)
    (logits[5], logits[7]) = (Float(log(3.0)), 0)
    let groups = GroupProbabilities(logits: logits)
    #expect(abs(groups[.up] - 0.75) < 1e-7 && abs(groups[.right] - 0.25) < 1e-7)
    #expect(abs(groups.arrow.length - (0.75 * 0.75 + 0.25 * 0.25).squareRoot()) < 1e-7)
  }
}
