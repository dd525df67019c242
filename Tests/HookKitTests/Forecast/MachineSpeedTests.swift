import Foundation
import HookKit
import Testing

@Suite struct MachineSpeedTests {
  private static func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "speed-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test func itIsMeasuredOnceAndKept() throws {
    try Self.inFolder { folder in
      let first = try MachineSpeed.ofThisMachine(keptIn: folder)
      #expect(try MachineSpeed.ofThisMachine(keptIn: folder) == first)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(files.count == 1)
      for damaged in ["", "{}", "[1", "{\"processor\":\"x\",\"multiplyAddsPerSecond\":1,\"floatsPerSecond\":0}"] {
        try Data(damaged.utf8).write(to: URL(filePath: "\(folder)/\(files[0])"))
        #expect(try MachineSpeed.ofThisMachine(keptIn: folder).processor == first.processor)
      }
    }
  }

  @Test func aFolderThatCannotBeWrittenIsNoFault() throws {
    #expect(try MachineSpeed.ofThisMachine(keptIn: "/dev/null/nowhere").multiplyAddsPerSecond > 0)
  }

  @Test func secondsAddUp() {
    let speed = MachineSpeed(processor: "by hand", multiplyAddsPerSecond: 1000, floatsPerSecond: 10)
    #expect(speed.seconds(for: Cost(multiplyAdds: 500, floatsMoved: 20)) == 2.5)
  }
}
