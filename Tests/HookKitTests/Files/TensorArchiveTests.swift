import HookKit
import Testing

@Suite struct TensorArchiveTests {
  private var sample: TensorArchive {
    TensorArchive(
      [
        "b.weight": Tensor([1, -2, 3.5, 0, .infinity, 1e-30], shape: [2, 3]), "a": Tensor([7], shape: []),
        "none": Tensor([], shape: [0, 4]), "with/slash and \"quote\"": Tensor([1], shape: [1]),
      ],
      metadata: ["recipe": "{\"plan\": [\"zero@é\"]}\n"])
  }

  @Test(arguments: ["x.npz", "x.safetensors", "x.pth"]) func readsWhatItWrites(name: String) throws {
    try withTemporaryFolder { folder in
      try sample.write(to: "\(folder)/\(name)")
      let again = try TensorArchive(contentsOf: "\(folder)/\(name)")
      #expect(again.entries == sample.entries)
      // A .pth has no room for it.
      #expect(again.metadata == (name == "x.pth" ? [:] : sample.metadata))
    }
  }

  @Test(arguments: ["npz", "safetensors", "pth"]) func writesTheSameBytesEachTime(format: String) throws {
    try withTemporaryFolder { folder in
      try sample.write(to: "\(folder)/1.\(format)")
      try sample.write(to: "\(folder)/2.\(format)")
      let (first, second) = (
        try FileInput.read("\(folder)/1.\(format)"), try FileInput.read("\(folder)/2.\(format)")
      )
      #expect(first == second)
    }
  }

  @Test func anArrayFileHoldsOneTensor() throws {
    try withTemporaryFolder { folder in
      let text = message { try sample.write(to: "\(folder)/x.npy") }
      #expect(
        text.contains("an .npy file holds one tensor, and there are 4; use .npz or .safetensors"), "\(text)")
      let one = Tensor([1, 2], shape: [2])
      try TensorArchive(["v": one]).write(to: "\(folder)/x.npy")
      #expect(try TensorArchive(contentsOf: "\(folder)/x.npy").onlyTensor(source: "x.npy") == one)
      #expect(
        message { try sample.write(to: "\(folder)/x.txt") }.contains("use .npz, .safetensors, .pth or .npy"))
    }
  }

  @Test func namesAreReplacedAndRemoved() {
    var archive = sample
    archive["a"] = Tensor([8], shape: [1])
    #expect(archive.names == sample.names)
    archive["b.weight"] = nil
    #expect(archive.names == ["a", "none", "with/slash and \"quote\""])
    #expect(archive["a"] == Tensor([8], shape: [1]))
    #expect(archive["b.weight"] == nil)
  }

  @Test func choosingSaysWhatIsThere() {
    let text = message { _ = try sample.tensor(named: "b.wieght", source: "x.npz") }
    #expect(text == "x.npz: holds no tensor \"b.wieght\"; did you mean \"b.weight\"?")
    #expect(
      message { _ = try sample.onlyTensor(source: "x.npz") }.contains("holds 4 tensors where one is needed"))
    #expect(message { _ = try TensorArchive().onlyTensor(source: "x.npz") }.contains("holds no tensors"))
  }
}

@Suite struct ParameterReaderTests {
  private let archive = TensorArchive([
    "fc.weight": Tensor([1, 2], shape: [1, 2]), "fc.bais": Tensor([3], shape: [1]),
    "extra": Tensor([4], shape: [1]),
  ])

  @Test func handsOutWhatFits() throws {
    var parameters = ParameterReader(archive, source: "x.pth")
    for entry in archive.entries {
      #expect(try parameters.tensor(entry.name, shape: entry.tensor.shape) == entry.tensor)
    }
    try parameters.finish()
  }

  @Test func reportsAllFaultsTogether() throws {
    var parameters = ParameterReader(archive, source: "x.pth")
    #expect(try parameters.tensor("fc.weight", shape: [2, 2]) == Tensor(repeating: 0, shape: [2, 2]))
    #expect(try parameters.tensor("fc.bias", shape: [1]) == Tensor(repeating: 0, shape: [1]))
    let text = message { try parameters.finish() }
    #expect(
      text == """
        4 faults:
          - x.pth: lacks the parameter "fc.bias" of shape [1]; it has "fc.bais", which this network does not know
          - x.pth: "fc.weight" has shape [1, 2]; this network needs [2, 2]
          - x.pth: "fc.bais" of shape [1] is no parameter of this network
          - x.pth: "extra" of shape [1] is no parameter of this network
        """)
  }

  @Test func aPrefixIsRecognised() throws {
    var parameters = ParameterReader(
      TensorArchive(["module.fc.weight": Tensor([1], shape: [1])]), source: "x.pth")
    _ = try parameters.tensor("fc.weight", shape: [1])
    #expect(message { try parameters.finish() }.contains("it has \"module.fc.weight\""))
  }
}
