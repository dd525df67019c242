import HookKit
import Testing

@Suite struct ModuleGraphTests {
  let graph: ModuleGraph
  init() throws { graph = try SmallNetwork.graph() }

  private func names(_ sites: [Site]) -> [String] { sites.map(\.name) }

  @Test func printingShowsTheTree() {
    #expect(
      graph.description == """
        input                                                    [2, 4, 4]  105 parameters
        body
          conv    Conv2d(2, 2, kernel 1x1, stride 1, padding 0)  [2, 4, 4]  6
          relu    ReLU()                                         [2, 4, 4]
          resadd  Add()                                          [2, 4, 4]
        flatten   Flatten()                                      [32]
        fc        Linear(32, 3)                                  [3]        99
        """)
  }

  @Test func dotShowsModulesAndShapes() {
    #expect(
      graph.dot == """
        digraph model {
          rankdir=TB; node [shape=box, fontname="Helvetica"];
          v0 [label="body.conv_in0\\n[2, 4, 4]", shape=ellipse];
          v1 [label="body.conv\\nConv2d(2, 2, kernel 1x1, stride 1, padding 0)"];
          v0 -> v1 [label="[2, 4, 4]"];
          v2 [label="body.relu\\nReLU()"];
          v1 -> v2 [label="[2, 4, 4]"];
          v3 [label="body.resadd\\nAdd()"];
          v1 -> v3 [label="[2, 4, 4]"];
          v2 -> v3 [label="[2, 4, 4]"];
          v4 [label="flatten\\nFlatten()"];
          v3 -> v4 [label="[2, 4, 4]"];
          v5 [label="fc\\nLinear(32, 3)"];
          v4 -> v5 [label="[32]"];
        }

        """)
  }

  @Test func neighboursFollowTheValues() throws {
    let sites = graph.sites
    #expect(graph.predecessors(of: sites[0]).isEmpty)
    #expect(names(graph.predecessors(of: sites[3])) == ["body.conv_out", "body.relu_out"])
    #expect(names(graph.successors(of: sites[1])) == ["body.relu_out", "body.resadd_out"])
    #expect(graph.successors(of: sites[5]).isEmpty)
    #expect(names(graph.ancestors(of: sites[2])) == ["body.conv_in0", "body.conv_out"])
    #expect(names(graph.descendants(of: sites[2])) == ["body.resadd_out", "flatten_out", "fc_out"])
    for site in sites {
      for other in sites {
        #expect(graph.ancestors(of: site).contains(other) == graph.descendants(of: other).contains(site))
      }
    }
  }

  @Test func outputsParametersAndPaths() {
    #expect(names(graph.outputs) == ["fc_out"])
    #expect(graph.parameterCount == 105)
    #expect(graph.inputShape == [2, 4, 4])
    #expect(graph["body.relu"]?.inputs == [1])
    #expect(graph["body"] == nil)
  }

  @Test func aGraphWithTwoHeadsHasTwoOutputs() throws {
    var builder = GraphBuilder(input: [2])
    let trunk = try builder.add("trunk", ReLU(), builder.input)
    try builder.add(
      "policy", Linear(weight: Tensor(repeating: 1, shape: [3, 2]), bias: Tensor(repeating: 0, shape: [3])),
      trunk)
    try builder.add(
      "value", Linear(weight: Tensor(repeating: 1, shape: [1, 2]), bias: Tensor(repeating: 0, shape: [1])),
      trunk)
    let run = try builder.graph.run(Tensor([1, 2], shape: [1, 2]))
    #expect(
      run.outputs == [
        "policy_out": Tensor([3, 3, 3], shape: [1, 3]), "value_out": Tensor([3], shape: [1, 1]),
      ])
  }
}
