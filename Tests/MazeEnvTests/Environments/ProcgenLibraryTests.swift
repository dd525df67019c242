import Foundation
import HookKit
import Testing

@testable import MazeEnv

/// The real procgen beside HookKit: the short form of `make parity`.
@Suite(.serialized) struct ProcgenLibraryTests {
  static let isThere = (try? ProcgenLibrary.check()) != nil
  static let why: Comment = "procgen's library is not installed; `make setup` gets it"

  /// A policy that goes where it likes, but by what it sees.
  private static func policy(_ observations: [UInt8]) -> [Int] {
    let size = 64 * 64 * 3
    return (0..<observations.count / size).map { index in
      let picture = observations[index * size..<(index + 1) * size]
      return [1, 3, 5, 7, 7, 5][Int(SHA256.hexDigest(of: Array(picture)).utf8.first ?? 0) % 6]
    }
  }

  @Test(.enabled(if: isThere, why)) func everyScenarioAgreesByteByByte() throws {
    let run = ParityRun(library: try ProcgenLibrary(), renderer: try MazeRenderer(), policy: Self.policy)
    var report = ParityRun.Report()
    let last = try LevelRange(start: 2_147_483_647, count: 1)
    let further = ParityScenario(mode: .hard, options: .init(), actions: .endings, setsStates: false, levels: last)
    for scenario in try ParityScenario.all(seed: 0) + [further] { try run.run(scenario, steps: 480, into: &report) }
    #expect(report.steps >= 10_000)
    #expect(report.episodes > 100 && report.states > 100)
    #expect(report.differences.map(\.description) == [])
  }

  @Test(.enabled(if: isThere, why)) func aDifferenceIsFoundAndNarrowedDown() throws {
    // HookKit's side is told that the mouse faces the other way.
    let run = ParityRun(library: try ProcgenLibrary(), renderer: try MazeRenderer()) {
      $0.mouse.isReflected.toggle()
    } policy: {
      Self.policy($0)
    }
    var report = ParityRun.Report()
    let scenario = try #require(ParityScenario.all(seed: 0).first { $0.setsStates })
    try run.run(scenario, steps: 1000, into: &report)
    let difference = try #require(report.differences.first)
    #expect(difference.step == 12 && difference.environment == 0)
    #expect(difference.fields.contains { $0.hasPrefix("ents: ") })
    #expect(difference.fields.contains { $0.hasPrefix("pixels: ") })
  }

  @Test(.enabled(if: isThere, why)) func stepsOfTheLibraryAreCounted() throws {
    let environments = try ProcgenEnvironments(count: 3, mode: .easy, library: ProcgenLibrary(), threads: 2)
    #expect(throws: MazeError.unknownAction(99)) { try environments.step([0, 1, 99]) }
    #expect(try environments.state(of: 0).curTime == 0)
    _ = try environments.step([5, 5, 5])
    #expect(try environments.state(of: 2).curTime == 1)
    #expect(environments.backend == .procgen)
  }

  @Test func aFolderWithoutALibraryIsNoProcgen() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("procgen-\(UUID().uuidString)")
      .path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/data/prebuilt/libenv.so"
    let missing = #expect(throws: Fault.self) { try ProcgenLibrary(folder: folder) }
    #expect(missing?.explanation.problem == "procgen's library is not installed")
    try FileManager.default.createDirectory(
      atPath: "\(folder)/data/prebuilt", withIntermediateDirectories: true)
    try Data("of another version".utf8).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: Fault.self) { try ProcgenLibrary(folder: folder) }
    #expect(error?.explanation.category == .badData)
  }

  @Test(.enabled(if: isThere, why)) func missingPicturesAreSaidBeforeTheLibraryEndsTheProcess() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("procgen-\(UUID().uuidString)")
      .path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(
      atPath: "\(folder)/data/assets", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/data/prebuilt", withDestinationPath: "\(PictureFiles.defaultFolder())/data/prebuilt")
    let error = #expect(throws: Fault.self) { try ProcgenLibrary(folder: folder) }
    #expect(error?.explanation.problem == "only 0 of the 1,288 pictures that procgen's library needs are there")
  }

  /// What is no library, or one of something else, is told from procgen's.
  @Test func functionsThatAreNotThereAreNamed() throws {
    let error = #expect(throws: Fault.self) { try ProcgenFunctions(path: "libz.so.1") }
    #expect(error?.description.hasPrefix("libz.so.1: has no function libenv_version; ") == true)
    let other = #expect(throws: Fault.self) { try ProcgenFunctions(path: "/nowhere/libenv.so") }
    #expect(other?.explanation.category == .notInstalled)
  }
}
