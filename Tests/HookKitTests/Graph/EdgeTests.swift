import HookKit
import Testing

/// Edges are sites like any other: what one module sees of a value.
@Suite struct EdgeTests {
  private let graph: ModuleGraph
  private let inputs = SmallNetwork.inputs(6)

  init() throws { graph = try SmallNetwork.graph() }

  @Test func everyModuleHasAnEdgeFromEachValueThatItReads() {
    #expect(
      graph.edges.map(\.name) == [
        "body.conv_in0->body.conv", "body.conv_out->body.relu", "body.conv_out->body.resadd",
        "body.relu_out->body.resadd",
        "body.resadd_out->flatten", "flatten_out->fc",
      ])
    #expect(graph.edges[1].shape == [2, 4, 4])
    #expect(graph.edges[1].edge?.source == "body.conv_out" && graph.edges[1].edge?.reader == "body.relu")
  }

  @Test(
    arguments: [
      ("body.conv_out->body.relu", [1]), ("body.conv -> body.resadd", [2]), ("body.conv_out->*", [1, 2]),
      ("*->body.resadd", [2, 3]), ("*_out->*.resadd_out", [2, 3]), ("body.conv_out->body", [1, 2]),
      ("*->*", [0, 1, 2, 3, 4, 5]), ("input->body.conv", [0]), ("body.relu_in0->body.relu", [1]),
    ] as [(String, [Int])])
  func patternsStandOnBothSides(pattern: String, numbers: [Int]) throws {
    #expect(try SitePattern(pattern).sites(in: graph) == numbers.map { graph.edges[$0] })
  }

  @Test func otherNamesStayWhatTheyAre() throws {
    #expect(try SitePattern("*").sites(in: graph).allSatisfy { !$0.isEdge })
    let run = try graph.run(inputs, capturing: ["body.conv_out->body.relu", "body.relu_in0", "*"])
    #expect(run["body.conv_out->body.relu"] == run["body.conv_out"])
    #expect(run.captured.count == graph.sites.count + 1)
  }

  @Test(
    arguments: [
      ("body.conv_out->body.relo", "no module of this model is called \"body.relo\"; did you mean \"body.relu\"?"),
      (
        "body.relu_out->flatten",
        "that module does not read this value; did you mean \"body.relu_out->body.resadd\""
      ),
      ("body.con_out->body.relu", "no site of this model matches; did you mean \"body.conv_out\""),
    ])
  func whatIsNoEdgeIsAnErrorWithNearNames(pattern: String, problem: String) throws {
    let error = #expect(throws: SiteError.self) { try SitePattern(pattern).sites(in: graph) }
    #expect(try #require(error).description.contains(problem))
  }

  @Test(arguments: [true, false])
  func anEditOfAnEdgeLeavesOtherReadersAlone(kernels: Bool) throws {
    let captures: [Capture] = ["body.conv_out", "body.relu_out", "body.resadd_out"]
    let options = RunOptions(engine: EngineOptions(kernels: kernels))
    func run(_ name: String) throws -> Run {
      try graph.run(
        inputs, under: Plan { Edit(SitePattern(name), .shift(by: 1)) }, capturing: captures, options: options)
    }
    let plain = try graph.run(inputs, capturing: captures, options: options)
    let toReLU = try run("body.conv_out->body.relu")
    #expect(toReLU["body.conv_out"] == plain["body.conv_out"])
    let rectified = plain["body.conv_out"].map { max($0 + 1, 0) }
    #expect(toReLU["body.relu_out"] == rectified)
    #expect(toReLU["body.resadd_out"] == plain["body.conv_out"] + rectified)
    #expect(toReLU.receipts.map(\.site) == ["body.conv_out->body.relu"])
    let toSum = try run("body.conv_out->body.resadd")
    #expect(toSum["body.relu_out"] == plain["body.relu_out"])
    #expect(toSum["body.resadd_out"] == plain["body.conv_out"].map { $0 + 1 } + plain["body.relu_out"])
  }

  @Test func editsOfAllEdgesOfAValueAreOneOfTheValue() throws {
    let edges = try graph.run(inputs, under: Plan { Edit("body.conv_out->*", .shift(by: 0.5)) })
    let value = try graph.run(inputs, under: Plan { Edit("body.conv_out", .shift(by: 0.5)) })
    #expect(edges.outputs == value.outputs)
  }

  @Test func plansWithOtherEdgesShareARun() throws {
    let plans = [Plan()] + graph.edges.map { edge in Plan { Edit(SitePattern(edge.name), .shift(by: 2)) } }
    for engine in [EngineOptions(), EngineOptions(packsPlans: false), EngineOptions(threads: 1)] {
      let together = try graph.runs(inputs, under: plans, options: RunOptions(engine: engine))
      for (plan, run) in zip(plans, together) { #expect(try graph.run(inputs, under: plan).outputs == run.outputs) }
    }
  }

  @Test func neighboursOfEdgesAreThoseOfBothEnds() throws {
    let edge = try #require(graph.site(named: "body.conv_out->body.relu"))
    #expect(graph.predecessors(of: edge).map(\.name) == ["body.conv_out"])
    #expect(graph.successors(of: edge).map(\.name) == ["body.relu_out"])
    #expect(graph.ancestors(of: edge).map(\.name) == ["body.conv_in0", "body.conv_out"])
    #expect(graph.descendants(of: edge).last?.name == "fc_out")
    #expect(!graph.descendants(of: edge).map(\.name).contains("body.conv_out"))
    #expect(graph.maker(of: edge) == nil)
  }

  @Test func plannedNetworksKnowEdges() throws {
    let plan = Plan { Edit("body.conv_out->body.relu", .shift(by: 1)) }
    let network = try PlannedNetwork(graph, under: plan, like: inputs)
    let captures: [Capture] = ["body.conv_out->body.resadd", "body.relu_out"]
    let run = try network.run(inputs, capturing: captures)
    let direct = try graph.run(inputs, under: plan, capturing: captures)
    #expect(run.captured == direct.captured && run.outputs == direct.outputs)
  }

  @Test func callsSpellEdges() throws {
    let registry = try SmallNetwork.registry
    for text in ["shift(by: 2)@body.conv_out->body.relu[1]", "shift(by: 2)@*_out -> *.relu[1]"] {
      let edit = try CallSyntax.edit(text, registry: registry)
      #expect(edit.description == text.replacing(" -> ", with: "->"))
      #expect(try Plan(text: Plan(edits: [edit]).yaml, registry: registry).edits == [edit])
    }
    let error = #expect(throws: SyntaxError.self) { try CallSyntax.edit("shift@body.conv_out->", registry: registry) }
    #expect(error?.position == 21)
  }
}
