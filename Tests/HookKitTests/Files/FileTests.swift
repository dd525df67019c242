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

  @Test func aLinkToWhatIsNotThereYetIsFollowed() throws {
    try withTemporaryFolder { folder in
      let files = FileManager.default
      try files.createDirectory(atPath: "\(folder)/deep", withIntermediateDirectories: true)
      try files.createSymbolicLink(atPath: "\(folder)/deep/second", withDestinationPath: "../file")
      try files.createSymbolicLink(atPath: "\(folder)/first", withDestinationPath: "deep/second")
      #expect(FileTarget.identity("\(folder)/first") == FileTarget.identity("\(folder)/deep/../file"))
      try FileOutput.write([1], to: "\(folder)/first")
      #expect(try files.destinationOfSymbolicLink(atPath: "\(folder)/first") == "deep/second")
      #expect(try FileInput.read("\(folder)/file") == [1])
      #expect(FileTarget.identity("\(folder)/first") == FileTarget.identity("\(folder)/deep/../file"))
      try files.createSymbolicLink(atPath: "\(folder)/round", withDestinationPath: "round")
      #expect(throws: FileError.self) { try FileOutput.write([1], to: "\(folder)/round") }
    }
  }

  @Test func whatNobodyMayWriteIsNotReplaced() throws {
    try withTemporaryFolder { folder in
      try FileOutput.write([1], to: "\(folder)/a")
      try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: "\(folder)/a")
      #expect(message { try FileOutput.check("\(folder)/a") }.contains("Permission denied"))
      #expect(message { try FileOutput.write([2], to: "\(folder)/a") }.contains("Permission denied"))
      #expect(message { try FileOutput.write([.init([2], for: "\(folder)/a")]) }.contains("Permission denied"))
      #expect(try FileInput.read("\(folder)/a") == [1])
    }
  }

  /// A process that was killed cannot remove its temporary file; the next that writes the same file does.
  @Test func leftoversOfKilledProcessesAreRemoved() throws {
    try withTemporaryFolder { folder in
      let others = [".a.12-x", ".a.12", ".ab.1-2", "a.1-2", ".b.1-2"]
      for name in others + [".a.4194305-17", ".a.1-2"] { try FileOutput.write([1], to: "\(folder)/\(name)") }
      // One that is being written is locked.
      let locked = open("\(folder)/.a.1-2", O_RDONLY)
      #expect(flock(locked, LOCK_EX | LOCK_NB) == 0)
      try FileOutput.write([2], to: "\(folder)/a")
      #expect(try listing(folder) == (others + ["a", ".a.1-2"]).sorted())
      close(locked)
      try FileOutput.write([2], to: "\(folder)/a")
      #expect(try listing(folder) == (others + ["a"]).sorted())
    }
  }

  @Test func filesOfOneDeliveryComeTogetherOrNotAtAll() throws {
    try withTemporaryFolder { folder in
      let files = ["a", "b"].map { FileOutput.Contents([1], for: "\(folder)/\($0)") }
      #expect(throws: FileError.self) {
        try FileOutput.delivering {
          try FileOutput.write(files)
          throw FileError.isFolder(path: "")
        }
      }
      #expect(try listing(folder) == [])
      try FileOutput.delivering {
        for file in files { try FileOutput.write([file]) }
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/a"))
      }
      #expect(try listing(folder) == ["a", "b"])
    }
  }

  @Test(
    arguments: [
      [0x63, 0x61, 0x66, 0xE9], [0xFF], Array("käse 🧀".utf8), Array("\u{10FEE9}x".utf8),
      Array("\u{10FEE9}".utf8) + [0x80],
      [0xF4, 0x8F, 0xBB], [0xE2, 0x82], [], [0xC3, 0xA9, 0xC3],
    ] as [[UInt8]])
  func namesAreBytes(bytes: [UInt8]) throws {
    let text = SystemPath.text(bytes)
    #expect(SystemPath.bytes(text) == bytes)
    #expect(SystemPath.with(text) { strlen($0) } == bytes.count)
    if String(validating: bytes, as: UTF8.self) == nil {
      #expect(throws: FileError.self) { try SystemPath.checkIsText(text) }
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
      // Before anything is computed for it.
      let long = "\(folder)/\(String(repeating: "a", count: 300))"
      #expect(message { try FileOutput.check(long) }.contains("File name too long"))
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
      paths.add(["kept", "written"].map { "\(folder)/\($0)" })
      paths.forget(["\(folder)/kept"])
      paths.removeAll()
      let left = try listing(folder)
      #expect(left == ["kept"])
    }
  }

  @Test func aFolderIsTemporaryTooAndWhatFailsIsForgotten() throws {
    try withTemporaryFolder { folder in
      let paths = TemporaryPaths()
      try paths.making("\(folder)/a") {
        try FileManager.default.createDirectory(atPath: "\(folder)/a/b", withIntermediateDirectories: true)
      }
      #expect(throws: FileError.self) {
        try paths.making("\(folder)/c") { throw FileError.isFolder(path: "c") }
      }
      try FileOutput.write([1], to: "\(folder)/c")
      paths.removeAll()
      let left = try listing(folder)
      #expect(left == ["c"])
    }
  }

  @Test func categoriesDecideExitCodes() {
    #expect(FileError.missing(path: "x").explanation.category == .unreadable)
    #expect(FileError.cannotWrite(path: "x", reason: "").explanation.category == .unreadable)
    #expect(FormatError.malformed(source: "x", problem: "").explanation.category == .badData)
    #expect(FormatError.unsupported(source: "x", problem: "").explanation.category == .badData)
  }
}
