import Hello
import HookKit
import HookKitTesting
import Testing

@Test func halvingKeepsTheLaws() throws {
  #expect(try Laws.violations(of: Halve(), isRandom: false) == [])
}

@Test func halvesEveryElement() throws {
  var builder = GraphBuilder(input: [2])
  try builder.add("body", ReLU(), builder.input)
  let input = Tensor([1, 2, 3, 4], shape: [2, 2])
  let run = try builder.graph.run(input, under: Plan { Edit("body_out", Halve()) })
  #expect(run["body_out"].scalars == [0.5, 1, 1.5, 2])
}

@Test func thePluginRegistersIt() throws {
  var registry = Registry()
  registry.add(Plugin.self)
  #expect(try registry.checked().kinds.map(\.name) == ["halve"])
}
