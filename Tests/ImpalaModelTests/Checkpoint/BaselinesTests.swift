import Foundation
import HookKit
import ImpalaModel
import Testing

/// The network of OpenAI's baselines against TensorFlow: `Scripts/oracles/make_baselines.py` wrote the files.
@Suite struct BaselinesTests {
  private static let folder = Bundle.module.resourcePath.map { "\($0)/Fixtures/baselines" } ?? ""
  private static let path = "\(folder)/policy.joblib"

  private let checkpoint: Checkpoint
  private let policy: Policy

  init() throws {
    checkpoint = try Checkpoint(contentsOf: Self.path)
    policy = try Policy(checkpoint, name: "baselines")
  }

  private func observations(_ rows: Int) throws -> Tensor {
    let array = try TypedArray(contentsOf: "\(Oracles.folder)/observations.npy")
    return try policy.interface.observation.tensor(of: array, source: "observations")[rows: 0..<rows]
  }

  /// The parameters by the names that they have in a file of TensorFlow's.
  private func archive(_ name: (String) -> String? = { $0 }) -> TensorArchive {
    var archive = TensorArchive()
    for entry in checkpoint.parameters.entries { if let name = name(entry.name) { archive[name] = entry.tensor } }
    return archive
  }

  private func read(_ archive: TensorArchive) throws -> Policy {
    try Policy(Checkpoint(archive.safetensorsBytes, path: "b.safetensors"), name: "b")
  }

  private func fault(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return "no error"
  }

  @Test func whatSaveVariablesWroteIsKnown() throws {
    #expect(checkpoint.format == .numpyPickle && checkpoint.removedPrefix == "ppo2_model/" && checkpoint.namesOf == nil)
    #expect(checkpoint.parameters.count == 36 && checkpoint.parameterCount == 8849)
    let optimiser = try #require(checkpoint.otherContents.first)
    #expect(optimiser.name == "optimiser" && optimiser.summary.contains("74 tensors"), "\(optimiser)")
    #expect(policy.architecture == "IMPALA of baselines" && policy.interface == .procgen)
    #expect(policy.graph.sites.map(\.name) == (try Policy.bundled()).graph.sites.map(\.name))
  }

  @Test(arguments: OracleTests.engines) func activationsAtAllSitesAgree(engine: EngineOptions) throws {
    let oracle = try TensorArchive(contentsOf: "\(Self.folder)/activations.npz")
    func values(_ name: String) throws -> Tensor { try #require(oracle[name], "\(name)") }
    let rows = try values("largest/fc_policy_out").shape[0]
    let run = try policy.graph.run(
      Inputs(observations(rows)), capturing: ["*"], options: RunOptions(engine: engine))
    #expect(run.captured.count == 43)
    for site in policy.graph.sites {
      let places = try values("places/\(site.name)").scalars.map { Int($0) }
      let (expected, largest) = (try values("values/\(site.name)"), try values("largest/\(site.name)").scalars)
      #expect(site.shape.sizes == (try values("shape/\(site.name)")).scalars.map { Int($0) })
      for row in 0..<rows {
        let actual = run[site.name].row(row)
        let worst = zip(places, expected.row(row).scalars).map { abs(actual.scalars[$0] - $1) }.max() ?? .infinity
        #expect(worst <= OracleTests.tolerance * largest[row], "\(site.name), row \(row): off by \(worst)")
        let norm = Double(try values("norm/\(site.name)").scalars[row])
        #expect(abs(actual.norm - norm) <= 1e-5 * norm, "\(site.name), row \(row): norm \(actual.norm)")
      }
    }
  }

  /// Rows that differ in a few pixels, computed as differences, are what they are alone: pooling reaches the right cells.
  @Test func relatedRowsAreAsAlone() throws {
    let base = try observations(1)
    var rows = Tensor(repeating: 0, shape: [12, 3, 64, 64])
    rows.withUnsafeMutableScalars { scalars in
      for row in 0..<12 {
        for (place, value) in base.scalars.enumerated() { scalars[row * base.scalars.count + place] = value }
        for line in 0..<3 {
          for column in 0..<3 {
            scalars[row * base.scalars.count + (5 * row + line) * 64 + 61 - 5 * row + column] = 0.9
          }
        }
      }
    }
    let related = try policy.graph.run(Inputs(rows), capturing: ["*"])
    let alone = try policy.graph.run(
      Inputs(rows), capturing: ["*"], options: RunOptions(engine: EngineOptions(kernels: false, relatesRows: false)))
    for site in policy.graph.sites {
      let difference = (related[site.name] - alone[site.name]).largestMagnitude
      #expect(difference <= 1e-5 * alone[site.name].largestMagnitude, "\(site.name)")
    }
  }

  /// The same weights in the network of the published policies are another network: its poolings begin a cell earlier.
  @Test func itIsNotTheOtherNetwork() throws {
    let (json, parameters) = (try GraphDocument.json(of: policy.graph), GraphDocument.parameters(of: policy.graph))
    let text = json.line.replacing("\"padding\":0,\"end_padding\":1", with: "\"padding\":1")
    #expect(text != json.line)
    let other = try GraphDocument.graph(JSONValue(text: text), parameters: parameters, source: "other")
    let input = Inputs(try observations(2))
    let (ours, theirs) = (try policy.graph.run(input)[Policy.logitsSite], try other.run(input)[Policy.logitsSite])
    #expect((ours - theirs).largestMagnitude > 1e-2 * ours.largestMagnitude)
  }

  @Test(arguments: ["", "ppo2_model/", "agent/ppo2_model/", "module."], ["", ":0"])
  func namesMayHaveAScopeAndAnOutput(scope: String, output: String) throws {
    let read = try read(archive { scope + $0 + output })
    #expect(read.architecture == policy.architecture && read.graph.parametersSHA256 == policy.graph.parametersSHA256)
  }

  @Test(arguments: ["npz", "safetensors", "pth"]) func everyFormatHoldsIt(ending: String) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).\(ending)").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Checkpoint.write(archive { "ppo2_model/\($0):0" }, to: path)
    let read = try Policy(contentsOf: path)
    #expect(read.architecture == policy.architecture && read.graph.parametersSHA256 == policy.graph.parametersSHA256)
    try checkpoint.write(to: path)
    #expect(try Policy(contentsOf: path).graph.parametersSHA256 == policy.graph.parametersSHA256)
  }

  @Test func aModelFileHasItsPoolings() throws {
    let file = ModelFile(graph: policy.graph, architecture: policy.architecture, interface: policy.interface)
    let bytes = try file.bytes(recipe: "{}")
    let read = try Policy(Checkpoint(bytes, path: "b.hookmodel"), name: "b")
    #expect(read.graph.description == policy.graph.description)
    var archive = try TensorArchive(safetensors: bytes, source: "b")
    archive.metadata["hookmodel"] = archive.metadata["hookmodel"]?.replacing(
      "\"end_padding\":1", with: "\"end_padding\":2", maxReplacements: 1)
    let text = fault { _ = try Policy(Checkpoint(archive.safetensorsBytes, path: "b.hookmodel"), name: "b") }
    #expect(text.contains("\"end_padding\" is no whole number from 0 to 1"), "\(text)")
  }

  /// A network of the published widths: its parameters alone would be another network.
  @Test func parametersAloneMayBeAnotherNetwork() throws {
    func file(_ architecture: any Architecture.Type, _ shape: Shape) throws -> ModelFile {
      var parameters = RandomParameters(seed: 3)
      let graph = try architecture.graph(from: &parameters, signatureShape: shape)
      return ModelFile(graph: graph, architecture: architecture.name, interface: .procgen)
    }
    func check(_ file: ModelFile) throws {
      try file.checkParametersAlone(for: "a.pth", architectures: Architectures.builtIn)
    }
    try check(file(Impala.self, [16, 3, 3, 3]))
    let text = fault { try check(file(BaselinesImpala.self, [3, 3, 3, 16])) }
    #expect(text.contains("would be read as IMPALA:") && text.contains("write a .hookmodel"), "\(text)")
  }

  @Test(arguments: ["pi/", "vf/"]) func oneHeadIsEnough(head: String) throws {
    let alone = try read(
      archive { name in ["pi/w", "pi/b", "vf/w", "vf/b"].contains(name) && !name.hasPrefix(head) ? nil : name })
    let site = head == "pi/" ? Policy.logitsSite : Policy.valueSite
    #expect(alone.graph.outputs.map(\.name) == [site])
    let input = Inputs(try observations(1))
    #expect(try alone.graph.run(input)[site].isIdentical(to: policy.graph.run(input)[site]))
  }

  /// A value function of its own (`value_network='copy'`), and other sizes, are said.
  @Test func whatIsOtherwiseIsSaid() throws {
    var copied = archive()
    copied["vf/layer_0/kernel"] = Tensor(repeating: 0, shape: [3, 3, 3, 4])
    let unexpected = fault { _ = try read(copied) }
    #expect(unexpected.contains("\"vf/layer_0/kernel\" of shape [3, 3, 3, 4] is no parameter"), "\(unexpected)")
    var wide = archive()
    wide["pi/w"] = Tensor(repeating: 0, shape: [16, 7])
    #expect(fault { _ = try read(wide) }.contains("\"pi/w\" has shape [16, 7]; this network needs [16, 15]"))
    for shape in [[4, 3, 3, 3], [3, 3, 3], [3, 3, 4, 4]] as [Shape] {
      var odd = archive()
      odd["pi/layer_0/kernel"] = Tensor(repeating: 0, shape: shape)
      let text = fault { _ = try read(odd) }
      #expect(text.contains("pi/layer_0/kernel") && text.contains("[3, 3, 3, depth]"), "\(text)")
    }
    for (name, shape) in [("pi/layer_5/kernel", [1, 1, 1, 1 << 16]), ("pi/layer_15/kernel", [1, 1 << 16])] {
      var huge = archive()
      huge[name] = Tensor(repeating: 0, shape: Shape(shape))
      #expect(fault { _ = try read(huge) } != "no error")
    }
  }

  @Test(arguments: [[3, 3, 3, 0], [3, 3, 3, 1 << 20], [3, 3, 3, .max]] as [Shape])
  func widthsThatNoLayerHasAreRefused(shape: Shape) {
    var parameters = RandomParameters(seed: 1)
    #expect(throws: ArchitectureError.self) { try BaselinesImpala.graph(from: &parameters, signatureShape: shape) }
  }

  /// What a network asks for, by the names of the file.
  private struct Recorder: ParameterSource {
    var random = RandomParameters(seed: 4)
    var archive = TensorArchive()

    mutating func tensor(_ name: String, shape: Shape) -> Tensor {
      let tensor = random.tensor(name, shape: shape)
      archive[name] = tensor
      return tensor
    }
  }

  /// The widths of the procgen paper, where no file says others.
  @Test func anUnknownFileOfItsShapesIsNearest() throws {
    var recorder = Recorder()
    let graph = try BaselinesImpala.graph(from: &recorder, signatureShape: [3, 3, 3, 16])
    #expect(graph.parameterCount == 626_256)
    var foreign = TensorArchive()
    for entry in recorder.archive.entries { foreign["net_" + entry.name.replacing("/", with: "_")] = entry.tensor }
    let text = fault { _ = try read(foreign) }
    #expect(text.contains("nearest is IMPALA of baselines: the shapes of 36 of its 36 parameters are there"), "\(text)")
  }

  /// Its parameters do not have the names of modules: a mirror of the checkpoint is refused, that of the network is not.
  @Test func aMirrorNeedsTheNetwork() throws {
    let mirror = Mirror([.leftRight])
    let text = fault { _ = try mirror.applied(to: checkpoint.parameters, of: policy) }
    #expect(text.contains("names of its own") && text.contains("--out FILE.hookmodel"), "\(text)")
    #expect(try mirror.applied(to: GraphDocument.parameters(of: policy.graph), of: policy).changes.count == 18)
  }

  @Test func damagedFilesAreErrors() throws {
    let bytes = try FileInput.read(Self.path)
    for length in stride(from: 0, to: bytes.count, by: 2911) {
      #expect(throws: (any Error).self) { try Checkpoint(Array(bytes[..<length]), path: "b.joblib") }
    }
  }
}
