import Essentials
import Foundation
import Testing

/// A pipe that is read twice has the same contents again, and another pipe its own.
@Test func pipesAreReadOnce() throws {
  for text in ["first", "second", ""] {
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try pipe.fileHandleForWriting.close()
    let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
    for _ in 0..<2 { #expect(try FileInput.read(path) == Array(text.utf8)) }
  }
}
