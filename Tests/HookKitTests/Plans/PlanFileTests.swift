import HookKit
import Testing

@Suite struct PlanFileTests {
  private let registry: Registry
  init() throws { registry = try SmallNetwork.registry }

  private func plan(_ text: String) throws -> Plan { try Plan(text: text, registry: registry) }

  private func message(_ text: String) -> String {
    do {
      _ = try plan(text)
      return "no error"
    } catch { return "\(error)" }
  }

  @Test func builderCallsJSONAndYAMLAreOneValue() throws {
    let built = Plan {
      Edit(
        "body.conv_out", .shift(by: 0.25),
        on: .indices([.positions([0, 1]), .slice(lower: 1, upper: 3, step: 1), .whole]))
      Edit("fc", .shift(by: -3))
    }
    let calls = Plan(
      edits: try ["shift(by: 0.25)@body.conv_out[[0, 1], 1:3, :]", "shift(by: -3)@fc"].map {
        try CallSyntax.edit($0, registry: registry)
      })
    let json = try plan(
      """
      {"version": 1, "edits": [
        {"kind": "shift", "parameters": {"by": 0.25}, "site": "body.conv_out", "selection": "[[0, 1], 1:3, :]"},
        "shift(by: -3)@fc"]}
      """)
    let yaml = try plan(
      """
      # a comment
      version: 1
      edits:
        - {kind: shift, parameters: {by: 0.25}, site: body.conv_out, selection: "[[0, 1], 1:3, :]"}
        - "shift(by: -3)@fc"
      """)
    #expect(built == calls)
    #expect(built == json)
    #expect(built == yaml)
    #expect(try plan(built.json) == built)
    #expect(try plan(built.yaml) == built)
  }

  @Test(arguments: [
    "17", "1.5", "1e3", "true", "yes", "no", "null", "~", "none", "", " a", "a: b", "#x", "- a", "inf",
    ".nan",
    "12:30", "0x1F", "1_000", "é", "quote\"s", "it's", "back\\slash", "two\nlines", "@", "*", "&a", "%",
    "levels 0..<50", "1,2",
  ])
  func textOfAnySortSurvivesEverySpelling(text: String) throws {
    var demanding = Demanding()
    demanding.file = text
    let plan = Plan { Edit("a", demanding) }
    #expect(try self.plan(plan.json) == plan)
    if text != "&a" { #expect(try self.plan(plan.yaml) == plan) }
    #expect(try CallSyntax.edit(CallSyntax.text(of: plan.edits[0]), registry: registry) == plan.edits[0])
  }

  @Test(arguments: [0.1, 1, -0.5, 1e-20, 3.4e38, 16_777_216, 0.333333343, .infinity, -.infinity] as [Float])
  func numbersSurviveEverySpelling(number: Float) throws {
    let edit = Edit("a", .shift(by: number))
    for spelling in [try Plan(edits: [edit]).json, try Plan(edits: [edit]).yaml] {
      let back = try #require(try plan(spelling).edits.first?.intervention as? Shift)
      #expect(back.by == number)
    }
    let back = try #require(try CallSyntax.edit(edit.description, registry: registry).intervention as? Shift)
    #expect(back.by == number)
  }

  @Test func allowUnmatchedIsWritten() throws {
    let plan = Plan(allowUnmatched: true) { Edit("a", .shift(by: 2)) }
    #expect(try self.plan(plan.json).allowUnmatched)
    #expect(try self.plan(plan.yaml).allowUnmatched)
    let strict = Plan { Edit("a", .shift(by: 2)) }
    #expect(try !strict.json.contains("allowUnmatched"))
  }

  @Test func jsonIsReadable() throws {
    #expect(
      try Plan { Edit("body.*", .shift(by: 0.25), on: .channels(1)) }.json == """
        {
          "edits" : [
            {
              "kind" : "shift",
              "parameters" : {
                "by" : 0.25
              },
              "selection" : "[[1]]",
              "site" : "body.*"
            }
          ],
          "version" : 1
        }

        """)
  }

  @Test func yamlIsReadable() throws {
    #expect(
      try Plan { Edit("body.*", .shift(by: 0.25), on: .channels(1)) }.yaml == """
        edits:
        - kind: shift
          parameters:
            by: 0.25
          selection: "[[1]]"
          site: body.*
        version: 1

        """)
  }

  @Test(arguments: [
    (
      #"{"version": 1, "edits": [], "sede": 1}"#,
      "plan: the key \"sede\" means nothing here; the keys are version, allowUnmatched, edits"
    ),
    (
      #"{"version": 1, "edits": [{"kind": "shift", "sit": "a"}]}"#,
      "plan: the key \"sit\" means nothing here; did you mean \"site\"?"
    ),
    (
      #"{"version": 1, "edits": [{"kind": "shift"}]}"#,
      "plan: cannot be read: edits[0]: the key \"site\" is missing; a plan has a version and a list of edits; see --write-plan"
    ),
    (
      #"{"edits": []}"#,
      "plan: cannot be read: the key \"version\" is missing; a plan has a version and a list of edits; see --write-plan"
    ),
    (
      "these are words",
      "plan: cannot be read: it must be a record of keys with values; a plan has a version and a list of edits; see --write-plan"
    ),
    (
      "version: 1\nedits: 5\n",
      "plan: cannot be read: edits must be a list; a plan has a version and a list of edits; see --write-plan"
    ),
    (
      "version: one\nedits: []\n",
      "plan: cannot be read: version must be a whole number; a plan has a version and a list of edits; see --write-plan"
    ),
    (
      "version: 1\nedits: [{kind: shift, site: [a]}]\n",
      "plan: cannot be read: edits[0].site must be text; a plan has a version and a list of edits; see --write-plan"
    ),
    (
      "version:\nedits: []\n",
      "plan: cannot be read: version is empty, and must be a whole number; a plan has a version and a list of edits; see --write-plan"
    ),
    (#"{"version": 2, "edits": []}"#, "plan: is of version 2; this HookKit reads version 1"),
    (
      #"{"version": 1, "edits": [{"kind": "shft", "site": "a"}]}"#,
      "intervention \"shft\": there is no such intervention; did you mean \"shift\"? (those of plugins need --plugin FOLDER)"
    ),
    (
      #"{"version": 1, "edits": [{"kind": "shift", "parameters": {"bye": 1}, "site": "a"}]}"#,
      "parameter \"bye\": shift has no such parameter; it has by"
    ),
    (
      #"{"version": 1, "edits": [{"kind": "shift", "parameters": {"by": "much"}, "site": "a"}]}"#,
      "shift(by: much): much is not what by takes; give a number"
    ),
    (
      "version: 1\nedits:\n- shift(by: 3)@fc\n",
      "plan: the key \"shift(by\" means nothing here; put calls in quotes: - \"noise(scale: 0.2)@SITE\""
    ),
    (
      "version: 1\nedits:\n- kind: shft\n  site: a\n- kind: shift\n  site: a\n  parameters: {bye: 1}\n",
      "2 faults:\n  - intervention \"shft\": there is no such intervention; did you mean \"shift\"? (those of plugins need --plugin FOLDER)\n  - parameter \"bye\": shift has no such parameter; it has by"
    ),
  ])
  func faultsOfPlansSayWhatWouldWork(text: String, wanted: String) { #expect(message(text) == wanted) }

  @Test(arguments: [
    "", "   ", "{", "[1, 2]", "true", "17", "\"text\"", "{}", "a: b: c", "\u{0}",
    "{\"version\": 1e999, \"edits\": []}",
    "{\"version\": 99999999999999999999, \"edits\": []}", "version: 1\nedits: 5", "version: 1\nedits: [[1]]",
    "--- 1\n--- 2", "version: 1\nversion: 1",
    "{\"version\": 1, \"edits\": [{\"kind\": \"shift\", \"parameters\": [], \"site\": \"a\"}]}",
    "? {a: b}\n: c", "\t- a",
  ])
  func whatIsNoPlanIsAnError(text: String) {
    #expect(throws: PlanError.self) { try plan(text) }
  }

  /// Dictionaries are parameters of some kinds, and of no other.
  @Test func aDictionaryIsNoNumber() {
    #expect(
      message(#"{"version": 1, "edits": [{"kind": "shift", "parameters": {"by": {}}, "site": "a"}]}"#)
        == "shift(by: [:]): [:] is not what by takes; give a number")
  }

  @Test func selectionsInPlansAreChecked() {
    #expect(
      message(#"{"version": 1, "edits": [{"kind": "shift", "site": "a", "selection": "[x]"}]}"#).contains(
        "there is no such selection"))
  }
}
