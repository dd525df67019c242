import HookKit
import ImpalaModel
import Testing

/// What cannot be imported is named, all of it together.
@Suite struct RefusedImportTests {
  private func refusal(_ file: String) -> [String] {
    ExportedFiles.message { _ = try ExportedFiles.model(file) }.split(separator: "\n").map(String.init)
  }

  @Test func everyOperationIsNamedWithItsShapesAndModule() {
    #expect(
      refusal("unsupported.pt2") == [
        "3 faults:",
        "  - aten.conv2d.default of [4, 8, 8]: in module body.grouped: it has 2 groups, and HookKit's convolutions one",
        "  - aten.hardswish.default of [4, 8, 8]: in module body.act: HookKit has no such operator",
        "  - aten.cumsum.default of [4, 8, 8]: in the network itself: HookKit has no such operator",
      ])
    #expect(
      refusal("unsupported.onnx") == [
        "3 faults:",
        "  - Conv of [4, 8, 8]: in module body.grouped: it has 2 groups, and HookKit's convolutions one",
        "  - HardSwish of [4, 8, 8]: in module body.act: HookKit has no such operator",
        "  - CumSum of [4, 8, 8]: in the network itself: HookKit has no such operator",
      ])
  }

  @Test func sequencesAreRefusedWithTheCellThatWouldDo() throws {
    let bytes = try FileInput.read(ExportedFiles.path("unsupported.onnx"))
    let changed = try ProtobufBytes.replacing(field: 7, of: bytes) { graph in
      try ProtobufBytes.replacing(field: 1, of: graph) { node in
        try ProtobufBytes.replacing(field: 4, of: node) { name in
          String(decoding: name, as: UTF8.self) == "CumSum" ? Array("GRU".utf8) : name
        }
      }
    }
    let message = ExportedFiles.message { _ = try ImportedNetwork(changed, source: "sequence.onnx") }
    #expect(message.contains("GRU of [4, 8, 8]: in the network itself: it goes through a sequence"))
    #expect(message.contains("use nn.GRUCell, and let forward take its state and return the next one"))
  }

  @Test(arguments: ["half-arithmetic.pt2", "half-arithmetic.onnx"]) func otherArithmeticIsRefused(file: String) {
    let lines = refusal(file)
    #expect(lines.count > 1 && lines.dropFirst().allSatisfy { $0.contains("export network.float()") }, "\(lines)")
  }

  @Test(arguments: ["lstm.pt2", "lstm.onnx"]) func statesThatLeaveAChoiceMustBeNamed(file: String) throws {
    let network = try ImportedNetwork(contentsOf: ExportedFiles.path(file))
    func message(_ states: [String: String]) -> String {
      ExportedFiles.message { _ = try PolicyOutputs(states: states).interface(of: network) }
    }
    #expect(message([:]).contains("is given the state state [8], and several outputs or states are of its shape"))
    #expect(message([:]).contains("--state NAME=OUTPUT; there are "))
    #expect(
      message(["hidden": "x"]).contains("--state hidden=: the network is given no such state; its states are state [8]")
    )
    #expect(message(["state": "policy"]).contains("--state state= policy: is no output that can be it"))
  }

  @Test func inputsThatAreNoStatesAreRefused() throws {
    let bytes = try FileInput.read(ExportedFiles.path("gru.onnx"))
    // The state becomes a whole number: its type's number is 7 in place of 1.
    let changed = try ProtobufBytes.replacing(field: 7, of: bytes) { graph in
      try ProtobufBytes.replacing(field: 11, of: graph) { input in
        guard String(decoding: input.dropFirst(2).prefix(5), as: UTF8.self) == "state" else { return input }
        return try ProtobufBytes.replacing(field: 2, of: input) { type in
          try ProtobufBytes.replacing(field: 1, of: type) { tensor in
            [8, 7]
              + (try ProtobufBytes.fields(of: tensor).filter(\.isOfBytes).flatMap {
                ProtobufBytes.field($0.number, $0.contents)
              })
          }
        }
      }
    }
    let text = ExportedFiles.message { _ = try ImportedNetwork(changed, source: "x.onnx") }
    #expect(text.contains("its input state int64 [?, 8] is no recurrent state beside observations of [6]"), "\(text)")
  }

  @Test func otherFilesAreNoExports() {
    let text = ExportedFiles.message { _ = try ImportedNetwork(contentsOf: ExportedFiles.path("branches.npz")) }
    #expect(text.contains("is no file of torch.export"), "\(text)")
    let bytes = ExportedFiles.message { _ = try ImportedNetwork(Array("not a network at all".utf8), source: "x") }
    #expect(bytes.contains("is no ONNX file that can be read"), "\(bytes)")
    let empty = ExportedFiles.message { _ = try ImportedNetwork([], source: "x") }
    #expect(empty.contains("it has 0 graphs"), "\(empty)")
  }

  /// Every damage ends in a network or in an error that explains itself.
  @Test(arguments: ["branches.pt2", "layernorm.onnx", "half-weights.onnx"]) func survivesDamage(file: String) throws {
    let bytes = try FileInput.read(ExportedFiles.path(file))
    var random = RandomStream(seed: 15)
    for _ in 0..<300 {
      var damaged = bytes
      for _ in 0..<(1 + random.index(below: 4)) {
        damaged[random.index(below: damaged.count)] = UInt8(random.index(below: 256))
      }
      if random.index(below: 8) == 0 { damaged.removeLast(random.index(below: damaged.count)) }
      attempt(damaged)
    }
  }

  private func attempt(_ bytes: [UInt8]) {
    do {
      _ = try ImportedNetwork(bytes, source: "damaged")
    } catch { #expect(error is any ExplainedError, "\(type(of: error)): \(error)") }
  }
}
