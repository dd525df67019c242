import Foundation
import HookKit
import Testing

@Suite struct FileTests {
  private func listing(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test func writesAndReads() throws {
    try withTemporaryFolder { folder in
      let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      try FileOutput.write(bytes, to: "\(folder)/a")
      #expect(try FileInput.read("\(folder)/a") == bytes)
      try FileOutput.write([], to: "\(folder)/a")
      #expect(try FileInput.read("\(folder)/a") == [])
      let left = try listing(folder)
      #expect(left == ["a"])
    }
  }

  @Test func keepsPermissionsAndFollowsLinks() throws {
    try withTemporaryFolder { folder in
      try FileOutput.write([1], to: "\(folder)/a")
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: "\(folder)/a")
      try FileManager.default.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "a")
      try FileOutput.write([2], to: "\(folder)/link")
      #expect(try FileInput.read("\(folder)/a") == [2])
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/a")
      #expect(attributes[.posixPermissions] as? Int == 0o640)
    }
  }

  @Test func saysWhyItCannotRead() throws {
    try withTemporaryFolder { folder in
      try FileOutput.write([1], to: "\(folder)/maze-small.pth")
      let missing = message { _ = try FileInput.read("\(folder)/maze-smal.pth") }
      #expect(
        missing.hasSuffix("maze-smal.pth: there is no such file; did you mean \"maze-small.pth\"?"),
        "\(missing)")
      #expect(message { _ = try FileInput.read(folder) }.contains("is a folder, not a file"))
      #expect(
        message { _ = try FileInput.read("\(folder)/maze-small.pth/x") }.contains("there is no such file"))
      #expect(
        message { _ = try FileInput.read("\(folder)/maze-small.pth", limit: 0) }.contains("holds more than"))
    }
  }

  @Test func neverReadsForever() {
    #expect(message { _ = try FileInput.read("/dev/zero", limit: 1 << 20) }.contains("holds more than 1 MiB"))
  }

  @Test func leavesNothingBehindWhenItCannotWrite() throws {
    try withTemporaryFolder { folder in
      #expect(message { try FileOutput.write([1], to: folder) }.contains("is a folder"))
      #expect(message { try FileOutput.write([1], to: "\(folder)/") }.contains("is a folder"))
      #expect(
        message { try FileOutput.write([1], to: "\(folder)/no/a") }.contains(
          "the folder \"\(folder)/no\" does not exist"))
      #expect(message { try FileOutput.write([1], to: "") }.contains("no file name"))
      #expect(
        message { try FileOutput.write([1], to: "/proc/hookkit-test") }.contains("/proc/hookkit-test: "))
      let left = try listing(folder)
      #expect(left == [])
    }
  }

  @Test func aFullDiskIsAnError() throws {
    // Linux's device that is always full.
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let text = message { try FileOutput.write([1], to: "/dev/full") }
    #expect(
      text
        == "/dev/full: cannot be written: No space left on device; choose another place, or make room there")
  }

  @Test func anInterruptRemovesWhatIsBeingWritten() throws {
    try withTemporaryFolder { folder in
      let paths = TemporaryPaths()
      for name in ["kept", "written"] { try FileOutput.write([1], to: "\(folder)/\(name)") }
      let finished = paths.add("\(folder)/kept")
      #expect(paths.add("\(folder)/written") != nil)
      paths.remove(finished)
      paths.removeAll()
      let left = try listing(folder)
      #expect(left == ["kept"])
    }
  }

  @Test func manyWritesAtOnceNeedNoMoreThanTheyHave() {
    let paths = TemporaryPaths()
    let slots = (0..<100).map { paths.add("/nowhere/\($0)") }
    #expect(slots.compactMap { $0 }.count == 64)
    for slot in slots { paths.remove(slot) }
    #expect(paths.add("/nowhere/again") == 0)
  }

  @Test func categoriesDecideExitCodes() {
    #expect(FileError.missing(path: "x", near: []).explanation.category == .unreadable)
    #expect(FileError.cannotWrite(path: "x", reason: "").explanation.category == .unreadable)
    #expect(FormatError.malformed(source: "x", problem: "").explanation.category == .badData)
    #expect(PickleError.refusedGlobal(source: "x", offset: 0, name: "").explanation.category == .badData)
  }
}
