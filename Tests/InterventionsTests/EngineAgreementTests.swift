import HookKit
import Interventions
import Testing

/// The engine's shortcuts, which rely on declared locality, change nothing that an intervention does.
@Suite struct EngineAgreementTests {
  private static let kinds: [any Intervention] = [
    AddVector(vector: .values(Tensor([0.5, -2], shape: [2, 1, 1])), scale: 3), Noise(scale: 0.3),
    Noise(scale: 0.3, distribution: .uniform, shared: true), Zero(), SetValue(value: 2), Scale(by: -1),
    SignedScale(positive: 0.5, negative: 3), Clamp(min: -0.25, max: 0.25), Mean(of: "levels 0..<4"),
    Resample(from: "levels 0..<4"),
    Patch(from: .values(Tensor((0..<72).map { Float($0) / 72 }, shape: [2, 6, 6]))),
    ProjectOut(direction: .values(Tensor([1, 2], shape: [2, 1, 1]))), Formula("x * (i < 3) + tanh(x) * c"),
    Formula("2 * original - x + j"), AddVector(vector: "original", scale: 2),
  ]

  /// Rows that differ from each other in one cell, as those of a vector field do.
  private static func inputs(_ count: Int) -> Inputs {
    var stream = RandomStream(seed: 4)
    let base = Tensor(stream.normals(36), shape: [1, 6, 6])
    return Inputs(
      Tensor.stacking(
        (0..<count).map { row in
          var image = base
          image[0, row % 6, row / 6 % 6] += 1
          return image
        }))
  }

  private static func graph() throws -> ModuleGraph {
    var stream = RandomStream(seed: 5)
    func random(_ shape: Shape) -> Tensor { Tensor(stream.normals(shape.count), shape: shape) }
    var builder = GraphBuilder(input: [1, 6, 6])
    let first = try builder.add(
      "conv1", Conv2d(weight: random([2, 1, 3, 3]), bias: random([2]), padding: 1), builder.input)
    let second = try builder.add("conv2", Conv2d(weight: random([2, 2, 3, 3]), bias: random([2]), padding: 1), first)
    let flat = try builder.add("flatten", Flatten(), second)
    try builder.add("fc", Linear(weight: random([3, 72]), bias: random([3])), flat)
    return builder.graph
  }

  @Test(arguments: EngineAgreementTests.kinds.indices)
  func everyKindDoesTheSameWithTheEngineOnAndOff(index: Int) throws {
    let graph = try Self.graph()
    let inputs = Self.inputs(36)
    let edit = try Self.edit(Self.kinds[index])
    func run(_ engine: EngineOptions) throws -> Run {
      let options = RunOptions(seed: 3, observations: CountingLevels(shape: [1, 6, 6]), engine: engine)
      return try graph.run(inputs, under: Plan(edits: [edit]), capturing: ["conv1_out"], options: options)
    }
    let fast = try run(EngineOptions())
    let plain = try run(EngineOptions(kernels: false, threads: 1))
    for name in ["conv1_out", "fc_out"] {
      #expect((fast[name] - plain[name]).largestMagnitude < 1e-4 * max(1, plain[name].largestMagnitude))
    }
    #expect(fast.receipts.map(\.selected) == plain.receipts.map(\.selected))
  }

  private static func edit(_ intervention: some Intervention) throws -> Edit {
    Edit("conv1_out", intervention, on: .indices([.whole, .slice(lower: 1, upper: 5, step: 1)]))
  }
}
