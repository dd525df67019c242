import HookKit
import Testing

@Suite struct GraphBuilderTests {
  private func message(_ path: String, _ module: some Module, input: Shape = [2, 4, 4]) -> String {
    var builder = GraphBuilder(input: input)
    do {
      try builder.add("first", ReLU(), builder.input)
      try builder.add(path, module, builder.input)
      return ""
    } catch { return "\(error)" }
  }

  @Test(arguments: ["", "a b", "a_out", "a.b_in0", "a-b", "a[0]", "a*"])
  func pathsMustBeNames(path: String) {
    #expect(
      message(path, ReLU())
        == "module path \"\(path)\": is not a name; use letters, digits, dots and underscores, and no ending _out or _in0, which name values"
    )
  }

  @Test func pathsMustDiffer() {
    #expect(
      message("first", ReLU()) == "module path \"first\": is used twice; give each module a path of its own")
  }

  @Test func shapesMustFit() {
    let conv = Conv2d(
      weight: Tensor(repeating: 0, shape: [1, 3, 3, 3]), bias: Tensor(repeating: 0, shape: [1]))
    #expect(
      message("conv", conv)
        == "Conv2d(3, 1, kernel 3x3, stride 1, padding 0): takes 3 channels, got [2, 4, 4]")
    #expect(message("conv", conv, input: [3, 2, 4]).hasSuffix("an image of 2x4 is smaller than the kernel"))
    #expect(
      message("conv", conv, input: [7]).hasSuffix("takes rows of shape [channels, height, width], got [7]"))
    #expect(
      message("pool", MaxPool2d(kernel: 5, stride: 1)).hasSuffix("an image of 4x4 is smaller than the kernel")
    )
    let linear = Linear(weight: Tensor(repeating: 0, shape: [1, 3]), bias: Tensor(repeating: 0, shape: [1]))
    #expect(message("fc", linear) == "Linear(3, 1): takes rows of shape [3], got [2, 4, 4]")
  }

  @Test func addTakesTwoValuesOfOneShape() throws {
    var builder = GraphBuilder(input: [2, 4, 4])
    let flat = try builder.add("flat", Flatten(), builder.input)
    #expect(throws: ModuleError.self) { try builder.add("sum", Add(), builder.input, flat) }
  }

  @Test func sequencesChainModules() throws {
    var builder = GraphBuilder(input: [2, 2, 2])
    try builder.sequence([("a", ReLU()), ("b", Flatten()), ("c", ReLU())], from: builder.input)
    #expect(builder.graph.nodes.map(\.path) == ["a", "b", "c"])
    #expect(builder.graph.nodes.map(\.inputs) == [[0], [1], [2]])
  }
}
