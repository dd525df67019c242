import Foundation
import HookKit
import ImpalaModel
import Testing

@Suite struct CheckpointTests {
  private static func path(_ name: String) -> String {
    "\(Bundle.module.bundlePath)/Fixtures/checkpoints/\(name)"
  }

  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  private func withTemporaryFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hookkit-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test(arguments: [
    ("bare.pth", nil, TensorFormat.torchZip), ("bare_legacy.pth", nil, .torchLegacy),
    ("wrapped.pth", "model_state_dict", .torchZip), ("wrapped_legacy.pth", "model_state_dict", .torchLegacy),
    ("state_dict_key.pth", "state_dict", .torchZip), ("state_dict_key_legacy.pth", "state_dict", .torchLegacy),
  ])
  func findsTheParameters(name: String, key: String?, format: TensorFormat) throws {
    let checkpoint = try Checkpoint(contentsOf: Self.path(name))
    #expect(checkpoint.stateDictKey == key)
    #expect(checkpoint.format == format)
    #expect(checkpoint.parameters.names == ["conv.weight", "conv.bias", "fc.weight", "fc.bias"])
    #expect(checkpoint.parameters["conv.weight"]?.shape == [4, 3, 3, 3])
    #expect(checkpoint.parameterCount == 108 + 4 + 10 + 2)
    let bare = try Checkpoint(contentsOf: Self.path("bare.pth"))
    #expect(checkpoint.parameters == bare.parameters)
  }

  /// All parameters with such numbers are named, in every format.
  @Test(arguments: ["safetensors", "pth", "npz"], [Float.nan, .infinity, -.infinity])
  func numbersThatAreNotFiniteRefuseANetwork(format: String, value: Float) throws {
    var archive = try BundledPolicy.checkpoint().parameters
    for name in ["fc_policy.bias", "fc_value.weight"] {
      var tensor = try #require(archive[name])
      tensor.withUnsafeMutableScalars { $0[$0.count - 1] = value }
      archive[name] = tensor
    }
    try withTemporaryFolder { folder in
      try Checkpoint.write(archive, to: "\(folder)/x.\(format)")
      let text = message { _ = try Policy(contentsOf: "\(folder)/x.\(format)") }
      for part in ["1 of the 15 numbers of \"fc_policy.bias\"", "1 of the 256 numbers of \"fc_value.weight\""] {
        #expect(text.contains(part), "\(text)")
      }
    }
  }

  @Test func listsWhatElseIsThere() throws {
    let checkpoint = try Checkpoint(contentsOf: Self.path("wrapped.pth"))
    #expect(
      checkpoint.otherContents == [
        .init(name: "optimizer_state_dict", summary: "dictionary of 2, with 12 tensors of 1008 bytes"),
        .init(name: "step", summary: "17"),
        .init(name: "config", summary: "dictionary of 1"),
      ])
  }

  /// A training program's optimiser state is twice as large as the parameters, and nobody has asked for it.
  @Test func onlyTheNumbersOfParametersAreRead() throws {
    let bytes = try FileInput.read(Self.path("wrapped.pth"))
    let checkpoint = try Checkpoint(bytes, path: "x")
    let kept = Set(checkpoint.parameters.entries.map { TypedArray($0.tensor).bytes })
    // Stored entries lie in the file as they are; one changed byte is found where the entry is read.
    var (read, unread) = (0, 0)
    for storage in try ZipStorages.all(of: bytes) {
      var damaged = bytes
      damaged[storage.lowerBound] ^= 0xFF
      if kept.contains(Array(bytes[storage])) {
        read += 1
        #expect(throws: FormatError.self) { try Checkpoint(damaged, path: "x") }
      } else {
        unread += 1
        #expect(try Checkpoint(damaged, path: "x").parameters == checkpoint.parameters)
      }
    }
    #expect(read == checkpoint.parameters.count && unread == 12)
  }

  /// What training programs keep beside the weights does not bar them; see make_hostile_files.py.
  @Test(arguments: ["rich.pth", "rich_flat.pth"]) func keepsWhatItDoesNotReadOpaque(name: String) throws {
    let checkpoint = try Checkpoint(contentsOf: Self.path(name))
    #expect(checkpoint.parameters["fc.bias"]?.scalars == [5, 6])
    #expect(
      checkpoint.otherContents == [
        .init(name: "args", summary: "argparse.Namespace, not read"),
        .init(name: "best", summary: "numpy._core.multiarray.scalar, not read"),
        .init(name: "path", summary: "pathlib.PurePosixPath, not read"),
        .init(name: "date", summary: "datetime.datetime, not read"),
        .init(name: "config", summary: "dictionary of 1, with argparse.Namespace, not read"),
      ])
  }

  @Test(arguments: ["module.", "_orig_mod.", "_orig_mod.module.", "module.policy._orig_mod.", "agent.net."])
  func takesOffWhatAllNamesShare(prefix: String) throws {
    let plain = try BundledPolicy.checkpoint()
    let renamed = TensorArchive(renaming: plain.parameters) { prefix + $0 }
    let checkpoint = try Checkpoint(renamed.safetensorsBytes, path: "wrapped.safetensors")
    #expect(checkpoint.parameters.entries == plain.parameters.entries)
    #expect(checkpoint.removedPrefix == prefix)
    #expect(plain.removedPrefix == nil)
    _ = try Policy(checkpoint, name: "wrapped")
  }

  @Test func takesOffWrappersOfParts() throws {
    let plain = try BundledPolicy.checkpoint()
    let renamed = TensorArchive(renaming: plain.parameters) {
      $0.hasPrefix("embedder.") ? "embedder._orig_mod." + $0.dropFirst("embedder.".count) : $0
    }
    #expect(try Checkpoint(renamed.safetensorsBytes, path: "x").parameters.names == plain.parameters.names)
  }

  @Test func otherNamesAreShown() throws {
    let archive = TensorArchive(["conv_seqs.0.weight": Tensor(repeating: 0, shape: [1])])
    let text = message { _ = try Policy(Checkpoint(archive.safetensorsBytes, path: "x"), name: "x") }
    #expect(text.contains("no network that HookKit knows: conv_seqs.0.weight"), "\(text)")
  }

  @Test(arguments: ["npz", "safetensors", "pth"]) func convertsWithoutLoss(format: String) throws {
    let checkpoint = try Checkpoint(contentsOf: Self.path("wrapped.pth"))
    try withTemporaryFolder { folder in
      try checkpoint.write(to: "\(folder)/x.\(format)", metadata: ["recipe": "converted"])
      let again = try Checkpoint(contentsOf: "\(folder)/x.\(format)")
      #expect(again.parameters.entries == checkpoint.parameters.entries)
      #expect(again.stateDictKey == (format == "pth" ? "model_state_dict" : nil))
      #expect(again.otherContents == (format == "pth" ? [] : [.init(name: "recipe", summary: "converted")]))
    }
  }

  @Test(arguments: ["hostile.pth", "hostile_legacy.pth"]) func runsNothing(name: String) {
    let marker = FileManager.default.temporaryDirectory.appendingPathComponent("hookkit-hostile-marker").path
    let text = message { _ = try Checkpoint(contentsOf: Self.path(name)) }
    #expect(text.contains("refuses \"posix.system\""), "\(text)")
    #expect(!FileManager.default.fileExists(atPath: marker))
  }

  @Test func saysWhyAFileIsNoCheckpoint() throws {
    let text = message { _ = try Checkpoint(contentsOf: Self.path("no_tensors.pth")) }
    #expect(
      text.hasSuffix(
        "no_tensors.pth: holds no parameters of a network, but a dictionary of 2 (\"epoch\": 3, \"names\": list of 2); "
          + "they should be all that is saved, or stand under \"model_state_dict\" or \"state_dict\""),
      "\(text)")
    #expect(message { _ = try Checkpoint([], path: "empty.pth") }.hasPrefix("empty.pth: is empty"))
    let whole = try FileInput.read(Self.path("bare.pth"))
    let cut = message { _ = try Checkpoint(Array(whole.dropLast(500)), path: "cut.pth") }
    #expect(cut.hasPrefix("cut.pth: is a damaged ZIP archive"), "\(cut)")
    let none = try TorchFile.bytes(of: TensorArchive(), for: "none.pth")
    #expect(
      message { _ = try Checkpoint(none, path: "none.pth") }
        == "none.pth: holds no parameters at all; save a trained network's state dict")
  }

  @Test func theBundledPolicyLoads() throws {
    let checkpoint = try BundledPolicy.checkpoint()
    #expect(checkpoint.format == .torchZip)
    #expect(checkpoint.fileSHA256 == "af4ff8f008e8174f1d090791e2f3d6241711ed23ccbb3ec859cd4743b4d88ee4")
    #expect(checkpoint.fileSize == 2_516_873)
    #expect(checkpoint.parameterCount == 626_256)
    #expect(checkpoint.parameters["embedder.block1.conv.weight"]?.shape == [16, 3, 3, 3])
    #expect(checkpoint.parameters["fc_policy.weight"]?.shape == [15, 256])
    #expect(checkpoint.parameters.entries.allSatisfy { $0.tensor.largestMagnitude.isFinite })
  }
}

extension TensorArchive {
  fileprivate init(renaming archive: TensorArchive, _ name: (String) -> String) {
    self.init()
    for entry in archive.entries { self[name(entry.name)] = entry.tensor }
  }
}

/// Where the storages of a PyTorch file lie: the contents of stored entries `data/N`, by the local headers of the archive.
private enum ZipStorages {
  static func all(of bytes: [UInt8]) throws -> [Range<Int>] {
    func number(_ at: Int, _ size: Int) -> Int { (0..<size).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) } }
    // The directory's entries: "PK\u{1}\u{2}".
    let entries = (0..<bytes.count - 46).filter { bytes[$0..<$0 + 4].elementsEqual([0x50, 0x4B, 1, 2]) }
    return try entries.compactMap { entry in
      let name = String(decoding: bytes[entry + 46..<entry + 46 + number(entry + 28, 2)], as: UTF8.self)
      guard name.contains("/data/") else { return nil }
      try #require(number(entry + 10, 2) == 0)
      let header = number(entry + 42, 4)
      let start = header + 30 + number(header + 26, 2) + number(header + 28, 2)
      return start..<start + number(entry + 24, 4)
    }
  }
}
