import Foundation
import HookKit
import Testing

@Suite struct GrowingArchiveTests {
  private static let columns: [GrowingArchive.Column] = [
    .init("numbers", .int32), .init("pairs", .uint8, row: [2]),
  ]

  private func archive(
    _ folder: String, _ fingerprint: String = "a", isFresh: Bool = false
  ) throws
    -> GrowingArchive
  {
    try GrowingArchive(
      folder: "\(folder)/x.partial", columns: Self.columns, fingerprint: fingerprint, isFresh: isFresh)
  }

  private func add(_ unit: Int, to archive: GrowingArchive) {
    archive.append([UInt8(unit), 0, 0, 0], to: 0)
    archive.append([UInt8(unit), 1, UInt8(unit), 2], to: 1)
    archive.append(line: "line \(unit)")
  }

  @Test func whatGrewIsAnNpzWithRightShapes() throws {
    try withTemporaryFolder { folder in
      let archive = try archive(folder)
      for unit in 0..<3 {
        add(unit, to: archive)
        try archive.commit(units: unit + 1)
      }
      try archive.writeArchive(to: "\(folder)/x.npz", metadata: [("recipe", "{}")])
      let arrays = try TypedArray.arrays(npz: FileInput.read("\(folder)/x.npz"), source: "x")
      #expect(arrays.map(\.name) == ["numbers", "pairs"])
      #expect(arrays.map(\.array.shape) == [[3], [6, 2]])
      #expect(arrays[0].array.tensor.scalars == [0, 1, 2])
      #expect(try TensorArchive(contentsOf: "\(folder)/x.npz").metadata["recipe"] == "{}")
      #expect(try String(contentsOfFile: archive.linesPath, encoding: .utf8) == "line 0\nline 1\nline 2\n")
      try archive.remove()
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["x.npz"])
    }
  }

  @Test func goingOnGivesTheSameBytes() throws {
    try withTemporaryFolder { folder in
      let undisturbed = try archive(folder)
      for unit in 0..<5 { add(unit, to: undisturbed) }
      try undisturbed.commit(units: 5)
      try undisturbed.writeArchive(to: "\(folder)/a.npz", metadata: [])
      try undisturbed.remove()

      // The lock goes with the archive, as it goes with a program that is killed.
      do {
        let first = try archive(folder)
        for unit in 0..<2 { add(unit, to: first) }
        try first.commit(units: 2)
      }
      // Written, perhaps, but never committed: cut off in the middle.
      let torn = FileHandle(forWritingAtPath: "\(folder)/x.partial/0.npy")
      try torn?.seekToEnd()
      try torn?.write(contentsOf: Data([9, 9, 9]))
      let second = try archive(folder)
      #expect(second.isResumed && second.units == 2)
      for unit in 2..<5 { add(unit, to: second) }
      try second.commit(units: 5)
      try second.writeArchive(to: "\(folder)/b.npz", metadata: [])
      #expect(try FileInput.read("\(folder)/a.npz") == FileInput.read("\(folder)/b.npz"))
    }
  }

  @Test func foldersOfOthersAreLeftAlone() throws {
    try withTemporaryFolder { folder in
      let mine = try archive(folder)
      add(0, to: mine)
      try mine.commit(units: 1)
      #expect(throws: GrowingArchiveError.other(folder: "\(folder)/x.partial")) { try archive(folder, "b") }
      #expect(try archive(folder, "b", isFresh: true).units == 0)

      try FileManager.default.removeItem(atPath: "\(folder)/x.partial")
      try FileManager.default.createDirectory(
        atPath: "\(folder)/x.partial", withIntermediateDirectories: true)
      try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(folder)/x.partial/thesis.txt"))
      for isFresh in [false, true] {
        #expect(throws: GrowingArchiveError.notOurs(folder: "\(folder)/x.partial")) {
          try archive(folder, isFresh: isFresh)
        }
      }
      #expect(FileManager.default.fileExists(atPath: "\(folder)/x.partial/thesis.txt"))
    }
  }

  /// Whoever puts a link there would have our data written, or another file written over.
  @Test(arguments: ["", "/lines.jsonl", "/0.npy", "/journal.json"])
  func linksInItsPlaceAreNotFollowed(name: String) throws {
    try withTemporaryFolder { folder in
      let (files, partial) = (FileManager.default, "\(folder)/x.partial")
      do {
        let first = try archive(folder)
        add(0, to: first)
        try first.commit(units: 1)
      }
      try files.moveItem(atPath: partial + name, toPath: "\(folder)/elsewhere")
      try files.createSymbolicLink(atPath: partial + name, withDestinationPath: "\(folder)/elsewhere")
      #expect(throws: (any Error).self) { try archive(folder) }
      // Beginning anew takes links away, and writes nothing through them.
      let before = name.isEmpty ? [] : try FileInput.read("\(folder)/elsewhere")
      if let fresh = try? archive(folder, isFresh: true) { add(1, to: fresh) }
      if !name.isEmpty { #expect(try FileInput.read("\(folder)/elsewhere") == before) }
    }
  }

  @Test func aFolderThatWasCutOffIsNotGoneOnWith() throws {
    try withTemporaryFolder { folder in
      do {
        let mine = try archive(folder)
        add(0, to: mine)
        try mine.commit(units: 1)
      }
      try FileHandle(forWritingAtPath: "\(folder)/x.partial/1.npy")?.truncate(atOffset: 130)
      #expect(throws: GrowingArchiveError.damaged(folder: "\(folder)/x.partial", file: "1.npy")) {
        try archive(folder)
      }
      try Data("{".utf8).write(to: URL(fileURLWithPath: "\(folder)/x.partial/journal.json"))
      #expect(throws: GrowingArchiveError.damaged(folder: "\(folder)/x.partial", file: "journal.json")) {
        try archive(folder)
      }
    }
  }
}
