import HookKit
import Testing

@Suite struct SitePatternTests {
  let graph: ModuleGraph
  init() throws { graph = try SmallNetwork.graph() }

  private func names(_ pattern: String) throws -> [String] {
    try SitePattern(pattern).sites(in: graph).map(\.name)
  }

  @Test func everyValueHasThePrimaryNameThatCirclrGivesIt() {
    #expect(
      graph.sites.map(\.name) == [
        "body.conv_in0", "body.conv_out", "body.relu_out", "body.resadd_out", "flatten_out", "fc_out",
      ])
  }

  @Test(arguments: [
    ("input", "body.conv_in0"), ("body_in0", "body.conv_in0"), ("body.conv", "body.conv_out"),
    ("body.relu_in0", "body.conv_out"), ("body.resadd_in0", "body.conv_out"),
    ("body.resadd_in1", "body.relu_out"),
    ("body", "body.resadd_out"), ("body_out", "body.resadd_out"), ("flatten_in0", "body.resadd_out"),
    ("fc_in0", "flatten_out"), ("fc", "fc_out"),
  ])
  func aliasesMeanTheSameValue(alias: String, primary: String) throws {
    #expect(try names(alias) == [primary])
    let site = try #require(graph.site(named: primary))
    #expect(graph.site(named: alias) == site)
    #expect(graph.aliases(of: site).contains(alias))
  }

  @Test(
    arguments: [
      ("*", ["body.conv_in0", "body.conv_out", "body.relu_out", "body.resadd_out", "flatten_out", "fc_out"]),
      ("body.*_out", ["body.conv_out", "body.relu_out", "body.resadd_out"]), ("*add*", ["body.resadd_out"]),
      ("b*y.r*_out", ["body.relu_out", "body.resadd_out"]), ("f?_out", ["fc_out"]), ("**", nil),
      ("?*_out*", nil),
      // No primary name ends in _in1; the alias is what is meant.
      ("*_in1", ["body.relu_out"]),
    ] as [(String, [String]?)])
  func globsMatchPrimaryNamesInOrderOfComputation(pattern: String, wanted: [String]?) throws {
    #expect(
      try names(pattern) == wanted
        ?? graph.sites.map(\.name).filter { pattern == "**" || $0.hasSuffix("_out") })
  }

  @Test(
    arguments: [
      ("body.conv_ot", "body.conv_out"), ("resadd_out", "body.resadd_out"),
      ("BODY.RELU_OUT", "body.relu_out"),
      ("body.ersadd_out", "body.resadd_out"), ("body.*_inn0", "body_in0"), ("embedder.block7.conv_out", nil),
    ] as [(String, String?)])
  func whatMatchesNothingIsAnErrorWithNearNames(pattern: String, nearest: String?) throws {
    let error = #expect(throws: SiteError.self) { try SitePattern(pattern).sites(in: graph) }
    guard case .noMatch(let text, let near) = try #require(error) else { return }
    #expect(text == pattern)
    #expect(near.first == nearest)
  }

  @Test func theErrorReadsWell() {
    #expect(
      SiteError.noMatch(pattern: "a", near: ["b", "c"]).description
        == "site \"a\": no site of this model matches; did you mean \"b\" or \"c\"?")
    #expect(
      SiteError.noMatch(pattern: "a", near: []).description
        == "site \"a\": no site of this model matches; `hookctl sites` lists them")
  }

  @Test func aGlobOfManyStarsIsNotSlow() throws {
    var builder = GraphBuilder(input: [1])
    try builder.add(String(repeating: "a", count: 5000), ReLU(), builder.input)
    let pattern = SitePattern(String(repeating: "a*", count: 500) + "b")
    let graph = builder.graph
    #expect(throws: SiteError.self) { try pattern.sites(in: graph) }
  }
}
