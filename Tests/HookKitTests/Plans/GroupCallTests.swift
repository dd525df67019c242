import HookKit
import Testing

/// Groups in calls: `group(CALL, CALL, named: NAME)`.
@Suite struct GroupCallTests {
  @Test(arguments: [
    "group(shift(by: 2)@a, shift@b[1, 0:2] when(from: 5), named: both)", "group(shift@a->b, named: \"two, words\")",
  ])
  func printingAndReadingAreInverse(call: String) throws {
    let registry = try SmallNetwork.registry
    let plan = Plan(edits: try CallSyntax.edits(call, registry: registry))
    #expect(plan.calls == [call] && CallSyntax.texts(of: plan) == [call] && plan.groups.count == 1)
    let file = try Plan(text: "{\"version\": 1, \"edits\": [\(String(reflecting: call))]}", registry: registry)
    #expect(file == plan)
    #expect(try Plan(text: plan.json, registry: registry) == plan)
  }

  @Test func theNameMayStandAnywhereAndNeighboursBelongTogether() throws {
    let registry = try SmallNetwork.registry
    let edits = try CallSyntax.edits(" group ( named : x , shift@a , shift@b ) ", registry: registry)
    #expect(edits.map(\.group) == ["x", "x"])
    let single = try CallSyntax.edits("shift@c", registry: registry)
    #expect(
      Plan(edits: edits + single + edits).calls == ["group(shift@a, shift@b, named: x)", "shift@c"]
        + ["group(shift@a, shift@b, named: x)"])
  }

  @Test(arguments: [
    ("group(shift@a)", "the group has no name"), ("group(named: x)", "the group has no edits"),
    ("group()", "expected the name of an intervention"), ("group(shift@a, named: x", "expected , or )"),
    ("group(shift@a, named: x) when(from: 3)", "unexpected text after the end of the call"),
    ("group(group(shift@a, named: x), named: y)", "groups cannot stand in groups"),
    ("group(shift@a, named: x, named: y)", "the group has two names"),
    ("group(shift@a, named: 1)", "a group's name is text"), ("group(shift@a, named: )", "expected a value"),
  ])
  func faultsOfSpellingAreNamed(call: String, problem: String) throws {
    let registry = try SmallNetwork.registry
    let error = #expect(throws: SyntaxError.self) { try CallSyntax.edits(call, registry: registry) }
    #expect(error?.problem == problem, "\(String(describing: error))")
  }

  @Test func faultsOfAllItsCallsAreReportedTogether() throws {
    let registry = try SmallNetwork.registry
    let error = #expect(throws: FaultList.self) {
      try CallSyntax.edits("group(shft@a, shift(bye: 1)@b, named: x)", registry: registry)
    }
    #expect(error?.description.contains("shft") == true && error?.description.contains("bye") == true)
  }

  @Test func whereOneEditIsWantedAGroupIsAnError() throws {
    let registry = try SmallNetwork.registry
    let error = #expect(throws: SyntaxError.self) {
      try CallSyntax.edit("group(shift@a, named: x)", registry: registry)
    }
    #expect(error?.remedy == "write its edits one by one")
  }
}
