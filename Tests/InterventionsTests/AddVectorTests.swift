import HookKit
import HookKitTesting
import Interventions
import Testing

@Suite struct AddVectorTests {
  let bench: Bench
  init() throws { bench = try Bench(Tensor([1, 2, 3, 4], shape: [2, 2])) }

  @Test func laws() throws {
    let vector = Tensor([1, -2, 0.5, 0, 3, 1e-3], shape: [6])
    #expect(
      try Laws.violations(
        of: .add(vector: vector, scale: 2), identity: .add(vector: vector, scale: 0), isRandom: false,
        shapes: [[6]]) == [])
    #expect(
      try Laws.violations(of: .add(vector: Tensor([1, -2, 0], shape: [3, 1, 1])), shapes: [[3, 4, 5]]) == [])
    let many = Tensor(repeating: 0.1, shape: [5, 5, 5])
    #expect(try Laws.violations(of: .add(vector: many), shapes: [[5, 5, 5]]) == [])
  }

  @Test func addsTheScaledVectorToEveryRow() throws {
    #expect(
      try bench.result(.add(vector: Tensor([10, 20], shape: [2]), scale: -1))
        == Tensor([-9, -18, -7, -16], shape: [2, 2]))
  }

  @Test func vectorsOfOneRowAndNumbersFitToo() throws {
    #expect(try bench.result(.add(vector: Tensor([10, 20], shape: [1, 2]))).scalars == [11, 22, 13, 24])
    #expect(try bench.result(.add(vector: Tensor([1], shape: [1]))).scalars == [2, 3, 4, 5])
    #expect(try bench.result(.add(vector: Tensor([1], shape: []))).scalars == [2, 3, 4, 5])
  }

  @Test func theVectorMayBeTheActivationOnAnObservation() throws {
    let bench = try Bench(Tensor([1, 2], shape: [1, 2]), observations: CountingLevels(shape: [2]))
    #expect(try bench.result(.add(vector: "levels 7..<8", scale: -1)).scalars == [-6, -5])
  }

  @Test func wrongShapesAreNamedWithWhatWouldFit() {
    #expect(
      bench.message(.add(vector: Tensor([1, 2, 3], shape: [3])))
        == "the tensor given of shape [3]: has shape [3], which does not fit the site body_in0 [2]; give [2], or one number"
    )
    #expect(
      bench.message(.add(vector: Tensor(repeating: 1, shape: [2, 2])))
        == "the tensor given of shape [2, 2]: has shape [2, 2], which does not fit the site body_in0 [2]; give [2], or one number"
    )
  }

  @Test func callsTakeNumbers() throws {
    let registry = try Registry.builtIn
    let edit = try CallSyntax.edit("add(vector: [[[1]], [[-2.5]]], scale: -1)@a", registry: registry)
    #expect(edit == Edit("a", .add(vector: Tensor([1, -2.5], shape: [2, 1, 1]), scale: -1)))
    #expect(edit.description == "add(vector: [[[1]], [[-2.5]]], scale: -1)@a")
    #expect(throws: (any Error).self) {
      try CallSyntax.edit("add(vector: [[1], [1, 2]])@a", registry: registry)
    }
    #expect(throws: (any Error).self) { try CallSyntax.edit("add(vector: [])@a", registry: registry) }
    #expect(throws: (any Error).self) { try CallSyntax.edit("add(vector: true)@a", registry: registry) }
  }

  @Test func longVectorsAreCutInDescriptionsAndOnlyThere() throws {
    let edit = Edit("a", .add(vector: Tensor(repeating: 0.25, shape: [20, 20])))
    #expect(edit.description == "add(vector: \"data:float32[20, 20];base64,AACAPgAAgD4...)@a")
    #expect(try CallSyntax.edit(CallSyntax.text(of: edit), registry: .builtIn) == edit)
  }
}
