import HookKit
import Testing

/// Plans made to do harm end in an error, soon.
@Suite struct HostilePlanTests {
  private let registry: Registry
  init() throws { registry = try SmallNetwork.registry }

  private func refuses(_ text: String) -> Bool {
    do {
      _ = try Plan(text: text, registry: registry)
      return false
    } catch { return error is any ExplainedError }
  }

  @Test(arguments: [100, 1000, 100_000])
  func deepNesting(depth: Int) {
    let (open, close) = (String(repeating: "[", count: depth), String(repeating: "]", count: depth))
    #expect(refuses("{\"version\": 1, \"edits\": \(open)\(close)}"))
    #expect(refuses("version: 1\nedits: \(open)\(close)"))
    #expect(refuses("version: 1\nedits:\n  \(String(repeating: "- ", count: depth))1"))
    #expect(refuses(String(repeating: "{\"a\":", count: depth)))
    #expect(refuses(String(repeating: "? ", count: depth)))
    #expect(refuses("demanding(file: \(open)1\(close))@a"))
    #expect(refuses("{\"version\": 1, \"edits\": [\"demanding(file: a, channels: \(open)1\(close))@a\"]}"))
    let entry =
      "{\"kind\": \"demanding\", \"parameters\": {\"file\": \"a\", \"channels\": \(open)1\(close)}, \"site\": \"a\"}"
    #expect(refuses("{\"version\": 1, \"edits\": [\(entry)]}"))
    #expect(refuses("version: 1\nedits: [\(entry)]"))
  }

  @Test func aBombOfAliases() {
    var yaml = "version: 1\na0: &a0 [x, x]\n"
    for level in 1...60 { yaml += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(refuses(yaml + "edits: *a60\n"))
    #expect(refuses(yaml + "? *a60\n: 1\n"))
    #expect(refuses("version: 1\nedits: &e [*e]\n"))
    let error = #expect(throws: PlanError.self) { try Plan(text: yaml, registry: registry) }
    #expect(error?.description.contains("anchors") == true)
  }

  /// Line breaks of Unicode, which a look at the text would not take for line breaks.
  @Test(arguments: ["\n", "\u{85}", "\u{2028}", "\u{2029}", "\r"]) func anchorsBehindAnyLineBreak(end: String) {
    let yaml = "version: 1\(end)a: &a\(end)  - 1\(end)edits: *a\(end)"
    #expect(message { _ = try Plan(text: yaml, registry: registry) }.contains("cannot be read"))
    let flow = "version: 1\na: [ \(end)&a [x], \(end)*a]\nedits: []\n"
    #expect(message { _ = try Plan(text: flow, registry: registry) }.contains("anchors"))
  }

  @Test(arguments: [
    ("version: 1\nedits: []\nedits: []\n", "the key \"edits\" is given twice"),
    ("version: 1\nedits:\n  - {kind: shift, parameters: {by: 1, by: 2}, site: a}\n", "the key \"by\" is given twice"),
    ("version: 1\nedits: []\n---\nversion: 1\nedits: []\n", "several documents"),
    ("version: !!int 1\nedits: []\n", "tag"), ("version: 1\nedits: !x []\n", "tag"),
    ("{\"version\": 1, \"edits\": [], \"edits\": []}", "the key \"edits\" is given twice"),
    (
      "{\"version\": 1, \"edits\": [{\"kind\": \"shift\", \"parameters\": {\"by\": 1, \"by\": 2}, \"site\": \"a\"}]}",
      "edits[0].parameters: the key \"by\" is given twice"
    ),
  ])
  func nothingIsDropped(text: String, expected: String) {
    let text = message { _ = try Plan(text: text, registry: registry) }
    #expect(text.contains(expected), "\(text)")
  }

  @Test func textsMayBeginWithAByteOrderMark() throws {
    for text in ["version: 1\nedits: [\"shift(by: 1)@a\"]\n", "{\"version\": 1, \"edits\": [\"shift(by: 1)@a\"]}"] {
      #expect(try Plan(text: "\u{FEFF}" + text, registry: registry).edits.count == 1)
    }
    #expect(try Plan(text: "version: 1\nedits: [!!str \"shift(by: 1)@a\"]\n", registry: registry).edits.count == 1)
  }

  @Test func manyEditsAreRead() throws {
    let edits = Array(repeating: "\"shift(by: 1)@a\"", count: 5000).joined(separator: ",")
    #expect(try Plan(text: "{\"version\": 1, \"edits\": [\(edits)]}", registry: registry).edits.count == 5000)
  }

  @Test func hugeNumbersAreRefusedWhereTheyDoNotFit() {
    for number in ["1e999", "-1e999", "1e39", "99999999999999999999999999"] {
      let record =
        "{\"kind\": \"demanding\", \"parameters\": {\"file\": \"a\", \"times\": \(number)}, \"site\": \"a\"}"
      #expect(refuses("{\"version\": 1, \"edits\": [\(record)]}"))
      #expect(refuses("version: 1\nedits: [\(record)]"))
    }
  }

  /// Whatever is cut off or changed, reading ends in a plan or an explained error.
  @Test func plansCutAnywhereEndInAnError() throws {
    let plan = Plan { Edit("body.*", .shift(by: 0.25), on: .channels(1)) }
    for text in [try plan.json, try plan.yaml] {
      let characters = Array(text)
      for end in characters.indices {
        try tolerate(String(characters[..<end]))
        for replacement in ["\"", "{", "[", ":", "*", "&", "-", "\n", "\u{0}"] {
          try tolerate(String(characters[..<end]) + replacement + String(characters[(end + 1)...]))
        }
      }
    }
  }

  private func tolerate(_ text: String) throws {
    do { _ = try Plan(text: text, registry: registry) } catch let error as any ExplainedError {
      #expect(!error.description.isEmpty)
    }
  }
}
