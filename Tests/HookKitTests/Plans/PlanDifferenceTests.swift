import HookKit
import Testing

@Suite struct PlanDifferenceTests {
  private func edit(_ site: SitePattern, _ by: Float, on selection: Selection = .all) -> Edit {
    Edit(site, Shift(by: by), on: selection)
  }

  private func steps(_ first: [Edit], _ second: [Edit]) -> [PlanDifference.Step] {
    PlanDifference(from: Plan(edits: first), to: Plan(edits: second)).steps
  }

  @Test func samePlansDifferInNothing() {
    let edits = [edit("a", 1), edit("b", 2)]
    let difference = PlanDifference(from: Plan(edits: edits), to: Plan(edits: edits))
    #expect(difference.isEmpty && difference.steps.count == 2)
    #expect(!PlanDifference(from: Plan(edits: edits), to: Plan(edits: edits, allowUnmatched: true)).isEmpty)
  }

  @Test func whatIsGoneAndNewIsInItsPlace() {
    let (a, b, c) = (edit("a", 1), edit("b", 2), edit("c", 3))
    #expect(steps([a, b], [b, c]) == [.removed(a, 0), .same(b, first: 1, second: 0), .added(c, 1)])
    #expect(steps([], [a]) == [.added(a, 0)] && steps([a], []) == [.removed(a, 0)])
  }

  @Test func otherParametersAndSelectionsAreChanges() {
    let (old, new) = (edit("a", 1), edit("a", 2, on: .channels(3)))
    #expect(
      steps([old], [new]) == [
        .changed(old, to: new, first: 0, second: 0, parts: ["by: 1 -> 2", "selection: all -> [[3]]"])
      ])
  }

  @Test func equalEditsInAnotherPlaceAreMoved() {
    let (a, b, c) = (edit("a", 1), edit("b", 2), edit("c", 3))
    let found = steps([a, b, c], [b, c, a])
    #expect(found == [.same(b, first: 1, second: 0), .same(c, first: 2, second: 1), .moved(a, first: 0, second: 2)])
  }
}
