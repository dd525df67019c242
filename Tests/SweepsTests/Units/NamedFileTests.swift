import Foundation
import HookKit
import Interventions
import Testing

@testable import Sweeps

/// The files that plans name are in the recipe of a sweep, on either side of a difference.
@Suite struct NamedFileTests {
  @Test(arguments: [
    "FILE", "FILE#mean", "FILE minus level 8", "level 8 minus FILE#mean", "FILE - level 8",
    "FILE - level 8 minus level 3",
  ])
  func filesOfDifferencesAreNamed(vector: String) throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).npz").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try FileOutput.write([1, 2, 3], to: path)
    let call = "add(vector: \"\(vector.replacing("FILE", with: path))\")@a"
    var files = NamedFiles()
    try files.add(Plan { try CallSyntax.edit(call, registry: .builtIn) })
    #expect(try files.digests() == [NamedFile(path: path, sha256: SHA256.hexDigest(of: [1, 2, 3]))])
  }
}
