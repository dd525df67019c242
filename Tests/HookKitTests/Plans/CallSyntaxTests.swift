import HookKit
import Testing

@Suite struct CallSyntaxTests {
  @Test(arguments: [
    "shift(by: 0.2)@body.conv_out", "shift@body.conv_out[1]", "shift(by: -3)@body.*[[0, 1], 1:3, :]",
    "demanding(file: a.npz, mood: wild, times: 3, channels: [5], on: false)@fc_out",
    "demanding(file: \"two words, (odd)\")@fc_out[-1]", "jitter@body.resadd_out[..., ::2]", "shift@*[0, square(3, 4)]",
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
    let error = #expect(throws: CallError.self) { try CallSyntax.edit(call, registry: registry) }
    #expect(error?.problem == problem)
  }

  @Test(arguments: [
    (
      "shft@a",
      "intervention \"shft\": there is no such intervention; did you mean \"shift\"? (a plugin's kinds need --plugin FOLDER)"
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

  @Test func barewordsThatLookLikeNumbersAreTextWhereTextIsWanted() throws {
    let edit = try CallSyntax.edit("demanding(file: 17)@a", registry: try SmallNetwork.registry)
    #expect(edit.parameters["file"] == .text("17"))
  }
}
