import HookKit
import ImpalaModel
import Testing

/// What a mirrored network has in common with the original: exactly everything but the poolings.
@Suite struct MirrorTests {
  private static let mirrors = [Mirror([.leftRight]), Mirror([.upDown]), Mirror([.leftRight, .upDown])]

  private func random(_ shape: Shape, _ seed: UInt64) -> Tensor {
    var stream = RandomStream(seed: seed)
    return Tensor(stream.normals(shape.count).map { abs($0) / 4 }, shape: shape)
  }

  private func largest(_ tensor: Tensor) -> Float { tensor.scalars.reduce(0) { max($0, abs($1)) } }

  private func distance(_ first: Tensor, _ second: Tensor) -> Float {
    guard first.shape == second.shape else { return .infinity }
    return zip(first.scalars, second.scalars).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  private func mirrored(_ mirror: Mirror) throws -> (original: Policy, mirrored: Policy) {
    let checkpoint = try BundledPolicy.checkpoint()
    let original = try Policy.bundled()
    let (parameters, _) = try mirror.applied(to: checkpoint.parameters, of: original)
    var reader = ParameterReader(parameters, source: "mirrored")
    let graph = try Impala.graph(scale: 1, from: &reader)
    try reader.finish()
    return (original, Policy(graph: graph, name: "mirrored", architecture: Impala.name))
  }

  @Test(arguments: mirrors)
  func convolutionsAreExactMirrorImages(mirror: Mirror) throws {
    let (original, reflected) = try mirrored(mirror)
    for (node, other) in zip(original.graph.nodes, reflected.graph.nodes) {
      guard let layer = node.module as? Conv2d else { continue }
      let input = random([2, layer.inChannels, 8, 8], 3)
      let expected = mirror.flippingImages(try layer.forward([input]))
      let found = try other.module.forward([mirror.flippingImages(input)])
      #expect(distance(found, expected) < 1e-5 * max(1, largest(expected)), "\(node.path)")
    }
  }

  /// With what the three poolings make of the original put into the mirror by hand, the whole network is a mirror image:
  /// logits change places, and the value stays.
  @Test(arguments: mirrors)
  func allButPoolingsIsAnExactMirrorImage(mirror: Mirror) throws {
    let (original, reflected) = try mirrored(mirror)
    let picture = random([2, 3, 64, 64], 4)
    let pools = (1...3).map { "embedder.block\($0).maxpool_out" }
    let first = try original.graph.run(
      Inputs(picture), capturing: (pools + ["embedder.fc_out"]).map { Capture(SitePattern($0)) })
    let edits = pools.map { site in
      Edit(SitePattern(site), Replacement(values: mirror.flippingImages(first[site])))
    }
    let second = try reflected.graph.run(
      Inputs(mirror.flippingImages(picture)), under: Plan(edits: edits), capturing: ["embedder.fc_out"])
    #expect(distance(first["embedder.fc_out"], second["embedder.fc_out"]) < 1e-4 * largest(first["embedder.fc_out"]))
    let (logits, others) = (first[Policy.logitsSite], second[Policy.logitsSite])
    for row in 0..<2 {
      for action in 0..<15 {
        let difference = others[row, mirror.mirrored(action: action)] - logits[row, action]
        #expect(abs(difference) < 1e-4 * largest(logits), "action \(action)")
      }
    }
    #expect(distance(first[Policy.valueSite], second[Policy.valueSite]) < 1e-4)
  }

  /// Why the whole is not: a pooling with stride 2 pairs pixels from the left, in the mirror from the right.
  @Test func poolingsAreNoMirrorImages() throws {
    let pooling = MaxPool2d(kernel: 3, stride: 2, padding: 1)
    let mirror = Mirror([.leftRight])
    let line = Tensor([0, 0, 9, 0, 0, 0, 0, 0], shape: [1, 1, 1, 8])
    #expect(try pooling.forward([line]).scalars == [0, 9, 0, 0])
    // The mirrored line has its pixel at 5, which lies in the windows of 2 and of 3.
    #expect(try pooling.forward([mirror.flippingImages(line)]).scalars == [0, 0, 9, 9])
  }

  @Test(arguments: mirrors)
  func twiceIsTheOriginal(mirror: Mirror) throws {
    let checkpoint = try BundledPolicy.checkpoint()
    let policy = try Policy.bundled()
    let once = try mirror.applied(to: checkpoint.parameters, of: policy)
    #expect(once.parameters != checkpoint.parameters)
    #expect(once.changes.count == 15 + 1 + 2)
    #expect(try mirror.applied(to: once.parameters, of: policy).parameters == checkpoint.parameters)
  }

  @Test func actionsChangePlaces() {
    let leftRight = Mirror([.leftRight]), upDown = Mirror([.upDown])
    #expect((0..<15).map(leftRight.mirrored) == [6, 7, 8, 3, 4, 5, 0, 1, 2, 9, 10, 11, 12, 13, 14])
    #expect((0..<15).map(upDown.mirrored) == [2, 1, 0, 5, 4, 3, 8, 7, 6, 9, 10, 11, 12, 13, 14])
  }

  @Test func kernelsAlone() throws {
    let checkpoint = try BundledPolicy.checkpoint()
    let policy = try Policy.bundled()
    let mirror = Mirror([.leftRight], extent: .kernels)
    let all = try mirror.applied(to: checkpoint.parameters, of: policy)
    #expect(all.changes.count == 15 && all.changes.allSatisfy { $0.shape.rank == 4 })
    let one = try mirror.applied(
      to: checkpoint.parameters, of: policy, layers: ["embedder.block2.res1.conv*_out"])
    #expect(one.changes.map(\.parameter) == ["embedder.block2.res1.conv1.weight", "embedder.block2.res1.conv2.weight"])
    let error = #expect(throws: Fault.self) {
      try mirror.applied(to: checkpoint.parameters, of: policy, layers: ["embedder.fc_out"])
    }
    #expect(error?.explanation.subject == "layer \"embedder.fc_out\"")
  }
}

/// Other values in place of a site's, whatever they were.
private struct Replacement: Intervention {
  static let kind = "test-replacement"
  @Prepared var values: Tensor

  init() {}
  init(values: Tensor) { self.values = values }

  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { values }
}
