import HookKit
import Testing

@Suite struct CallSyntaxTests {
  @Test(arguments: [
    "shift(by: 0.2)@body.conv_out", "shift@body.conv_out[1]", "shift(by: -3)@body.*[[0, 1], 1:3, :]",
    "demanding(file: a.npz, mood: wild, times: 3, channels: [5], on: false)@fc_out",
    "demanding(file: \"two words, (odd)\")@fc_out[-1]", "jitter@body.resadd_out[..., ::2]", "shift@*[0, square(3, 4)]",
    "compound(at: *.conv_out, by: [\"2 x\": 0.5, body.conv_out: -1])@fc_out",
    "compound(calls: [\"shift(by: 2)@fc_out[1]\", \"group(shift@a, shift@b, named: both)\"])@fc_out",
  ])
  func printingAndReadingAreInverse(call: String) throws {
    let registry = try SmallNetwork.registry
    let edit = try CallSyntax.edit(call, registry: registry)
    #expect(edit.description == call)
    #expect(try CallSyntax.edit(edit.description, registry: registry) == edit)
  }

  @Test func spacesAreAllowedEverywhere() throws {
    let registry = try SmallNetwork.registry
    let edit = try CallSyntax.edit(" shift ( by : 2 ) @ body.conv_out [ 1 , 0 : 2 ] ", registry: registry)
    #expect(edit.description == "shift(by: 2)@body.conv_out[1, 0:2]")
  }

  @Test(arguments: [
    ("shift(by 2)@a", "expected : after the parameter by"), ("shift(by: 2)", "expected @ and a site"),
    ("shift(by: 2, by: 3)@a", "the parameter by is given twice"), ("shift(by: \"2)@a", "the quoted text has no end"),
    ("shift@a[1", "expected , or ]"), ("shift@a[1x]", "expected , or ]"),
    ("@a", "expected the name of an intervention"),
    ("shift@", "expected the name of a site, or a glob such as embedder.*.resadd_out"),
    ("shift@a b", "unexpected text after the end of the call"),
    ("shift@a[square(1)]", "expected , and the column"), ("", "expected the name of an intervention"),
  ])
  func faultsOfSpellingAreNamed(call: String, problem: String) throws {
    let registry = try SmallNetwork.registry
    let error = #expect(throws: SyntaxError.self) { try CallSyntax.edit(call, registry: registry) }
    #expect(error?.problem == problem)
  }

  /// What works stands beside each fault, in the words of the part that has it.
  @Test(arguments: [
    ("shift@a[0-2]", "spans as [0:10]"), ("shift@a[0..2]", "spans as [0:10]"), ("shift@a[3", "lists as [[3, 7]]"),
    ("shift@a[square(1)]", "squares as [square(2, 3)]"), ("shift@a when(steps 0-3)", "from: 5, every: 2"),
    ("shift@a when(steps: 3)", "from:, until: or every:"),
  ])
  func remediesAreThoseOfThePart(call: String, remedy: String) throws {
    let registry = try SmallNetwork.registry
    let error = #expect(throws: SyntaxError.self) { try CallSyntax.edit(call, registry: registry) }
    #expect(error?.description.contains(remedy) == true)
  }

  @Test(arguments: [
    (
      "shft@a",
      "intervention \"shft\": there is no such intervention; did you mean \"shift\"? (those of plugins need --plugin FOLDER)"
    ),
    ("shift(bye: 2)@a", "parameter \"bye\": shift has no such parameter; it has by"),
    ("shift(by: much)@a", "shift(by: much): much is not what by takes; give a number"),
    (
      "demanding@a",
      "demanding(file:, mood: calm, times: none, channels: [1, 2], on: true, plain: 0.5): the parameter file must be given; it takes text"
    ),
    ("demanding(file: a, mood: sad)@a", "demanding(mood: sad): sad is not what mood takes; give one of calm, wild"),
    ("demanding(file: a, times: 1.5)@a", "demanding(times: 1.5): 1.5 is not what times takes; give a whole number"),
    (
      "demanding(file: a, channels: 3)@a",
      "demanding(channels: 3): 3 is not what channels takes; give a list of whole numbers"
    ),
  ])
  func faultsOfMeaningSayWhatWouldWork(call: String, message: String) throws {
    let registry = try SmallNetwork.registry
    let error = #expect(throws: (any Error).self) { try CallSyntax.edit(call, registry: registry) }
    #expect("\(try #require(error))" == message)
  }

  @Test func valuesByNameAndCallsAreParameters() throws {
    let registry = try SmallNetwork.registry
    func compound(_ call: String) throws -> Compound {
      try #require(try CallSyntax.edit(call, registry: registry).intervention as? Compound)
    }
    #expect(try compound("compound(by: [:])@a").by == [:])
    #expect(try compound("compound(by: [ b : 2, 'a c': -1 ], at: 'x.*')@a").by == ["b": 2, "a c": -1])
    #expect(try compound("compound(calls: 'shift@b')@a").calls?.plan.calls == ["shift@b"])
    #expect(
      registry.kinds.first { $0.name == "compound" }?.parameters.map(\.type)
        == ["the name of a site, or a glob", "numbers by name, as in [a: 1]", "a list of calls in quotes"])
    for (call, message) in [
      ("compound(by: [a: x])@a", "give numbers by name"), ("compound(by: [a: 1, a: 2])@a", "a is given twice"),
      ("compound(by: [a: 1, 2])@a", "expected a name and :"), ("compound(by: [a: 1)@a", "expected , or ]"),
      ("compound(calls: ['shft@b'])@a", "did you mean \"shift\""),
      ("compound(calls: [17])@a", "a list of calls in quotes"),
      ("compound(calls: ['shift(@b'])@a", "give a list of calls in quotes"),
      ("compound(at: [1])@a", "the name of a site"),
    ] {
      let error = #expect(throws: (any Error).self) { try CallSyntax.edit(call, registry: registry) }
      #expect("\(try #require(error))".contains(message), "\(call): \(String(describing: error))")
    }
    let plan = Plan(edits: [try CallSyntax.edit("compound(by: [a: 1.5], calls: 'shift@b')@a", registry: registry)])
    #expect(try Plan(text: plan.json, registry: registry) == plan && Plan(text: plan.yaml, registry: registry) == plan)
  }

  @Test func barewordsThatLookLikeNumbersAreTextWhereTextIsWanted() throws {
    let edit = try CallSyntax.edit("demanding(file: 17)@a", registry: try SmallNetwork.registry)
    #expect(edit.parameters["file"] == .text("17"))
  }
}
