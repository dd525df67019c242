import Foundation
import Testing

@testable import Essentials

/// Short names fill a listing's memory to its end, which is where reading more than a name's own bytes ends in a fault.
@Test func foldersOfThousandsOfShortNamesAreListed() throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("listing-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  let names = (0..<3000).map(String.init).sorted()
  for name in names { close(open("\(folder)/\(name)", O_CREAT | O_WRONLY, 0o600)) }
  #expect(FileSystem.names(in: folder) == names)
  #expect(FileInput.names(in: folder, limit: .max).sorted() == names)
  #expect(FileInput.names(in: folder, limit: 7).count == 7)
}

@Test func namesThatAreNoTextAreListed() throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("listing-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  let name = SystemPath.text([0x63, 0xE9])
  close(SystemPath.with("\(folder)/\(name)") { open($0, O_CREAT | O_WRONLY, 0o600) })
  #expect(FileSystem.names(in: folder) == [name])
  #expect(FileSystem.names(in: "\(folder)/none") == nil)
}
