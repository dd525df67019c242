import HookKit
import ImpalaModel
import Testing

/// Networks that PyTorch exported agree with it, or are refused with everything named.
@Suite struct ImportTests {
  static let agreeing = [
    "impala-1", "impala-4", "nature", "resnet", "layernorm", "branches", "fixed-batch", "half-weights", "fresh-gru",
  ]

  @Test(arguments: agreeing.flatMap { ["\($0).pt2", "\($0).onnx"] }) func agreesWithPyTorch(file: String) throws {
    let (model, _) = try ExportedFiles.model(file)
    let name = String(file.prefix { $0 != "." })
    let check = try SampleCheck(
      model.graph, model.interface, samples: try ExportedFiles.samples(name), source: name)
    #expect(check.largestDifference < 1e-5, "\(check)")
    #expect(check.observations > 0)
  }

  @Test(arguments: ["opset-13.onnx", "opset-18.onnx", "opset-21.onnx", "opset-23.onnx"])
  func otherSetsOfOperatorsAgreeToo(
    file: String
  ) throws {
    let (model, network) = try ExportedFiles.model(file)
    #expect(network.origin.contains(file.dropLast(5).replacing("-", with: " ")))
    let check = try SampleCheck(
      model.graph, model.interface, samples: try ExportedFiles.samples("branches"), source: file)
    #expect(check.largestDifference < 1e-5, "\(check)")
  }

  @Test(arguments: ["gru.pt2", "gru.onnx", "lstm.pt2", "lstm.onnx"]) func statesGoInAndComeOut(file: String) throws {
    let (model, network) = try ExportedFiles.model(file)
    let states = file.hasPrefix("gru") ? ["state"] : ["state", "memory"]
    #expect(model.interface.states.map(\.path) == states && network.states.map(\.name) == states)
    #expect(network.states.allSatisfy { $0.site.shape == [8] })
    let name = String(file.prefix { $0 != "." })
    let check = try SampleCheck(model.graph, model.interface, samples: ExportedFiles.samples(name), source: name)
    #expect(check.largestDifference < 1e-5, "\(check)")
    // Without its states it would not agree: they are not left out.
    var fresh = try ExportedFiles.samples(name)
    let place = try #require(fresh.firstIndex { $0.name == "state0" })
    fresh[place].array = TypedArray(Tensor(repeating: 0, shape: [4, 8]))
    let text = ExportedFiles.message {
      _ = try SampleCheck(model.graph, model.interface, samples: fresh, source: name)
    }
    #expect(text.contains("HookKit computes"), "\(text)")
  }

  @Test func samplesOfAnotherNetworkAreNotAgreedWith() throws {
    let (model, _) = try ExportedFiles.model("branches.pt2")
    var samples = try ExportedFiles.samples("branches")
    let place = try #require(samples.firstIndex { $0.name == "logits" })
    var logits = samples[place].array.tensor
    logits[2, 1] += 0.001
    samples[place].array = TypedArray(logits)
    let text = ExportedFiles.message {
      _ = try SampleCheck(model.graph, model.interface, samples: samples, source: "samples.npz")
    }
    #expect(text.contains("in \"logits\" of row 2") && text.contains("allowed is 0.0001"), "\(text)")
    samples.remove(at: place)
    let missing = ExportedFiles.message {
      _ = try SampleCheck(model.graph, model.interface, samples: samples, source: "samples.npz")
    }
    #expect(missing.contains("needs \"logits\", \"observations\""), "\(missing)")
  }

  @Test(arguments: ["impala-1.pt2", "impala-1.onnx"]) func namesAreThoseOfThePyTorchModules(file: String) throws {
    var parameters = RandomParameters(seed: 1)
    let native = try Impala.graph(scale: 1, from: &parameters)
    let graph = try ExportedFiles.model(file).network.graph
    // ONNX flattens by reshaping, inside of the same module.
    #expect(graph.sites.map(\.name) == native.sites.map(\.name))
    #expect(graph.site(named: "embedder.block2.res1_out") == graph.site(named: "embedder.block2.res1.resadd_out"))
    #expect(graph.outputs.map(\.name) == ["fc_policy_out", "fc_value_out"])
  }

  @Test func whatIsDoneInsideOfAModuleIsNamedAfterTheOperator() throws {
    let names = try ExportedFiles.model("resnet.pt2").network.graph.sites.map(\.name)
    #expect(
      names.prefix(5) == [
        "layer1.conv1_in0", "layer1.conv1_out", "layer1.bn1_out", "layer1.relu_out", "layer1.conv2_out",
      ])
    #expect(names.contains("layer1.add_out") && names.contains("layer1.relu_2_out") && names.last == "policy_out")
    let branches = try ExportedFiles.model("branches.pt2").network.graph.sites.map(\.name)
    #expect(
      branches.dropFirst() == [
        "near_out", "act_out", "far_out", "act_2_out", "cat_out", "pool_out", "reshape_out", "policy_out",
      ])
  }

  @Test func bytesAndRangesAreOfTheInterface() throws {
    let interface = try ExportedFiles.model("nature.pt2").file.interface
    #expect(interface.observation.description == "[4, 84, 84] (channels, height, width), float32 from 0 to 255")
    #expect(interface.value == "critic_out" && interface.logits == "actor_out")
    #expect(interface.actions.count == 6 && interface.actions[0] == "action 0")
  }

  @Test func editsAndCapturesWorkOnImportedNetworks() throws {
    let (model, _) = try ExportedFiles.model("impala-4.pt2")
    let samples = try ExportedFiles.samples("impala-4")
    let observations = try #require(samples.first { $0.name == "observations" }).array.tensor
    let without = try model.graph.run(observations, capturing: "embedder.block3.res2.resadd_out")
    let site = "embedder.block3.res2.resadd_out"
    let doubled = Plan { Edit(SitePattern(site), named: "double") { value, _ in 2 * value } }
    let run = try model.graph.run(observations, under: doubled, capturing: Capture(SitePattern(site)))
    let captured = without[site].map { 2 * $0 }
    #expect(run[site].isIdentical(to: captured))
    #expect(run["fc_policy_out"] != without["fc_policy_out"])
    #expect(run.receipts.count == 1)
  }
}
