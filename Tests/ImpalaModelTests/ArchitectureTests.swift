import HookKit
import ImpalaModel
import Testing

@Suite struct ArchitectureTests {
  private static func impala(scale: Int) throws -> ModuleGraph {
    var parameters = RandomParameters(seed: 1)
    return try Impala.graph(scale: scale, from: &parameters)
  }

  @Test(arguments: [(1, 626_256), (4, 3_653_136)])
  func publishedScalesHaveThePublishedNumberOfParameters(scale: Int, count: Int) throws {
    #expect(try Self.impala(scale: scale).parameterCount == count)
  }

  @Test func sitesAreCirclrsLabelsInItsOrder() throws {
    var labels = ["embedder.block1.conv_in0"]
    for block in 1...3 {
      labels += ["conv", "maxpool"].map { "embedder.block\(block).\($0)_out" }
      for residual in ["res1", "res2"] {
        labels += ["relu1", "conv1", "relu2", "conv2", "resadd"].map { "embedder.block\(block).\(residual).\($0)_out" }
      }
    }
    labels += ["relu3", "flatten", "fc", "relufc"].map { "embedder.\($0)_out" } + ["fc_policy_out", "fc_value_out"]
    let graph = try Self.impala(scale: 2)
    #expect(graph.sites.map(\.name) == labels)
    #expect(labels.count == 43)
    #expect(graph.outputs.map(\.name) == ["fc_policy_out", "fc_value_out"])
  }

  @Test(arguments: [
    ("embedder.block2.res1_out", "embedder.block2.res1.resadd_out"), ("embedder_out", "embedder.relufc_out"),
    ("embedder.block2.res1.resadd", "embedder.block2.res1.resadd_out"),
    ("embedder.block2", "embedder.block2.res2.resadd_out"),
    ("embedder.block2.res1.relu1_in0", "embedder.block2.maxpool_out"), ("fc_value_in0", "embedder.relufc_out"),
    ("embedder.block2.res1.resadd_in1", "embedder.block2.res1.conv2_out"), ("embedder_in0", "embedder.block1.conv_in0"),
    ("embedder.block3.res2.resadd_in0", "embedder.block3.res1.resadd_out"), ("input", "embedder.block1.conv_in0"),
  ])
  func everyNameOfAValueMeansItsMaker(alias: String, primary: String) throws {
    #expect(try Self.impala(scale: 1).site(named: alias)?.name == primary)
  }

  @Test func theShapesAreThoseOfTheSpecification() throws {
    let graph = try Self.impala(scale: 4)
    let shapes: [(String, Shape)] = [
      ("embedder.block1.conv_out", [64, 64, 64]), ("embedder.block1.res2.resadd_out", [64, 32, 32]),
      ("embedder.block2.res1.resadd_out", [128, 16, 16]), ("embedder.block3.maxpool_out", [128, 8, 8]),
      ("embedder.flatten_out", [8192]), ("embedder.relufc_out", [256]), ("fc_policy_out", [15]), ("fc_value_out", [1]),
    ]
    for (name, shape) in shapes { #expect(graph.site(named: name)?.shape == shape, "\(name)") }
  }

  @Test func anotherNetworkIsOneShortFile() throws {
    var parameters = RandomParameters(seed: 5)
    let graph = try NatureCNN.graph(from: &parameters, signatureShape: [32, 3, 8, 8])
    var stream = RandomStream(seed: 9, 1)
    let input = Inputs(Tensor(stream.uniforms(6 * 3 * 64 * 64), shape: [6, 3, 64, 64]))
    let fast = try graph.run(input, capturing: ["*"])
    let plain = try graph.run(input, capturing: ["*"], options: RunOptions(engine: EngineOptions(kernels: false)))
    #expect(graph.site(named: "embedder.layers.4_out")?.shape == [64, 4, 4])
    for site in graph.sites {
      let difference = (fast[site.name] - plain[site.name]).largestMagnitude
      #expect(difference <= 1e-5 * plain[site.name].largestMagnitude, "\(site.name)")
    }
  }

  @Test func widthsThatAreNoScaleAreRefused() {
    var parameters = RandomParameters(seed: 1)
    #expect(throws: ArchitectureError.self) { try Impala.graph(from: &parameters, signatureShape: [24, 3, 3, 3]) }
    #expect(throws: ArchitectureError.self) { try NatureCNN.graph(from: &parameters, signatureShape: [16, 3, 8, 8]) }
  }

  @Test func checkpointsOfEitherNetworkAreRecognised() throws {
    var parameters = RandomParameters(seed: 5)
    let graph = try NatureCNN.graph(from: &parameters, signatureShape: [32, 3, 8, 8])
    var archive = TensorArchive()
    for node in graph.nodes {
      for (name, value) in node.module.parameters { archive["\(node.path).\(name)"] = value }
    }
    let checkpoint = try Checkpoint(archive.safetensorsBytes, path: "nature.safetensors")
    #expect(try Policy(checkpoint, name: "nature").architecture == "Nature CNN")
    #expect(try Policy.bundled().architecture == "IMPALA")
  }

  @Test func strangersAndIncompleteCheckpointsSayWhatIsWrong() throws {
    let stranger = TensorArchive(["weights": Tensor(repeating: 0, shape: [2])])
    let strange = try Checkpoint(stranger.safetensorsBytes, path: "a.safetensors")
    #expect(throws: PolicyError.self) { try Policy(strange, name: "a") }

    var archive = try BundledPolicy.checkpoint().parameters
    archive["fc_value.bias"] = nil
    archive["fc_policy.weight"] = Tensor(repeating: 0, shape: [14, 256])
    archive["fc_policy.wieght"] = Tensor(repeating: 0, shape: [15, 256])
    let broken = try Checkpoint(archive.safetensorsBytes, path: "b.safetensors")
    let error = #expect(throws: FaultList.self) { try Policy(broken, name: "b") }
    #expect(error?.faults.count == 3)
  }
}
