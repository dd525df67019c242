import Foundation
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Testing

@Suite struct EpisodeFileTests {
  private static func episodes() throws -> [Episode] {
    var options = RolloutOptions()
    options.steps = 8
    var episodes: [Episode] = []
    try Rollout.run(.levels(0..<3), policy: Policy.bundled(), on: .native(.plain), options: options) {
      episodes.append($0)
    }
    return episodes
  }

  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "episodes-\(UUID().uuidString)"
    ).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test func aLineHoldsWhatThereIsToKnow() throws {
    try inFolder { folder in
      let episodes = try Self.episodes()
      let lines = episodes.map { $0.jsonValue(variant: "original", original: $0).line }
      try FileOutput.write(
        Array((["{\"version\":1}"] + lines).joined(separator: "\n").utf8), to: "\(folder)/e.jsonl")
      var records: [EpisodeRecord] = []
      try EpisodeRecord.read("\(folder)/e.jsonl") { records.append($0) }
      #expect(records == episodes.map { EpisodeRecord($0, variant: "original", original: $0) })
      #expect(records.map(\.actions) == episodes.map(\.actions))
    }
  }

  @Test func aFileThatIsCutOffNamesItsLine() throws {
    try inFolder { folder in
      let line = try Self.episodes()[0].jsonValue(variant: "original", original: Self.episodes()[0]).line
      try FileOutput.write(Array("\(line)\n\(line.prefix(100))".utf8), to: "\(folder)/e.jsonl")
      let error = #expect(throws: Fault.self) { try EpisodeRecord.read("\(folder)/e.jsonl") { _ in } }
      #expect(error?.explanation.problem == "line 2 is no episode, or is cut off")
    }
  }

  @Test(arguments: ["episode", "version"]) func unknownKeysAreRefused(of line: String) throws {
    try inFolder { folder in
      let whole = try Self.episodes()[0].jsonValue(variant: "original", original: Self.episodes()[0]).line
      let lines =
        line == "episode"
        ? whole.replacing("{\"episode\"", with: "{\"color\":1,\"episode\"") : #"{"version":1,"color":1}"#
      try FileOutput.write(Array("\(lines)\n".utf8), to: "\(folder)/e.jsonl")
      let error = #expect(throws: Fault.self) { try EpisodeRecord.read("\(folder)/e.jsonl") { _ in } }
      #expect(error?.explanation.problem == "line 1 is no episode, or is cut off")
    }
  }

  @Test func arraysHoldARowForEachEpisodeAndStep() throws {
    try inFolder { folder in
      let episodes = try Self.episodes()
      let dataset = try RolloutDataset(folder: "\(folder)/d.partial", sites: [], fingerprint: "")
      for episode in episodes {
        try dataset.append([episode], lines: [episode.jsonValue(variant: "original", original: episode)])
      }
      try dataset.commit(next: 3)
      try dataset.writeArchive(to: "\(folder)/d.npz", recipe: "{}")
      try dataset.remove()
      let arrays = Dictionary(
        uniqueKeysWithValues: try TypedArray.arrays(npz: FileInput.read("\(folder)/d.npz"), source: "d").map {
          ($0.name, $0.array.tensor)
        })
      let steps = episodes.map(\.steps)
      #expect(arrays["steps"]?.scalars == steps.map(Float.init))
      #expect(arrays["first_step"]?.scalars == [0, Float(steps[0]), Float(steps[0] + steps[1])])
      #expect(arrays["probabilities"]?.scalars == episodes.flatMap(\.probabilities))
      #expect(arrays["value"]?.scalars == episodes.flatMap(\.values))
      #expect(arrays["action"]?.scalars == episodes.flatMap(\.actions).map(Float.init))
      let squares = episodes.flatMap { $0.path.dropLast().flatMap { [Float($0.row), Float($0.column)] } }
      #expect(arrays["mouse"]?.scalars == squares)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["d.npz"])
    }
  }
}
