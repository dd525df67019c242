import Foundation
import HookKit
import MazeEnv
import MazeLab
import Testing

@Suite struct TrialLogTests {
  private let path = FileManager.default.temporaryDirectory.appendingPathComponent("trials-\(UUID().uuidString).jsonl")
    .path

  private var settingsPath: String { Recipe.path(beside: path) }

  /// The file as those of before are: the settings in its first line.
  private func putSettingsFirst() throws {
    let settings = try JSONValue(text: String(decoding: FileInput.read(settingsPath), as: UTF8.self)).line
    try FileOutput.write(Array("\(settings)\n".utf8) + FileInput.read(path), to: path)
    try FileManager.default.removeItem(atPath: settingsPath)
  }

  private func settings(levels: Range<Int> = 3..<6, seed: UInt64 = 0) -> TrialSettings {
    TrialSettings(
      model: "abc", levels: LevelList(levels), mode: .hard, episodes: 2, steps: 9, choice: "sample", seed: seed,
      plan: Plan(),
      theme: "plain")
  }

  private func trial(_ number: Int) -> BehaviourTrial {
    BehaviourTrial(
      level: 3 + number / 2, episode: number % 2, outcome: number % 3 == 0 ? .cheese : .timeout, steps: number + 1,
      decisionStep: number == 2 ? 1 : nil, cornerStep: nil)
  }

  private func removing(_ body: () throws -> Void) throws {
    defer { for file in [path, settingsPath] { try? FileManager.default.removeItem(atPath: file) } }
    try body()
  }

  @Test func whatWasWrittenIsThereAgain() throws {
    try removing {
      var log = try TrialLog(settings(), at: path)
      for number in 0..<4 { try log.append(trial(number)) }
      var again = try TrialLog(settings(), at: path)
      #expect(again.trials == (0..<4).map(trial) && !again.wasCutOff && !again.isComplete)
      for number in 4..<6 { try again.append(trial(number)) }
      #expect(again.isComplete)
      #expect(try TrialLog.reading(path).trials == (0..<6).map(trial))
    }
  }

  @Test(arguments: ["\"level\"", "\"theme\"", "\"trials\""]) func unknownKeysAreRefused(before key: String) throws {
    try removing {
      var log = try TrialLog(settings(), at: path)
      try log.append(trial(0))
      let file = key == "\"level\"" ? path : settingsPath
      let text = String(decoding: try FileInput.read(file), as: UTF8.self)
      try FileOutput.write(Array(text.replacing(key, with: "\"color\":1,\(key)", maxReplacements: 1).utf8), to: file)
      #expect(throws: Fault.self) { try TrialLog.reading(path) }
    }
  }

  /// Cut anywhere, no whole line is lost, and no part of one is taken for a trial.
  @Test(arguments: [false, true]) func everyCutIsMended(hasSettingsFirst: Bool) throws {
    try removing {
      var log = try TrialLog(settings(), at: path)
      for number in 0..<3 { try log.append(trial(number)) }
      if hasSettingsFirst { try putSettingsFirst() }
      let whole = try FileInput.read(path)
      let header = hasSettingsFirst ? try #require(whole.firstIndex(of: UInt8(ascii: "\n"))) + 1 : 0
      for length in header...whole.count {
        try FileOutput.write(Array(whole[..<length]), to: path)
        let lines = whole[header..<length].count { $0 == UInt8(ascii: "\n") }
        var cut = try TrialLog(settings(), at: path)
        #expect(cut.trials.count == lines)
        #expect(cut.wasCutOff == (length > 0 && whole[length - 1] != UInt8(ascii: "\n")))
        for number in lines..<3 { try cut.append(trial(number)) }
        #expect(try FileInput.read(path) == whole)
      }
    }
  }

  @Test func otherSettingsAreAnError() throws {
    try removing {
      _ = try TrialLog(settings(), at: path)
      let error = #expect(throws: Fault.self) { try TrialLog(settings(seed: 7), at: path) }
      #expect(error?.explanation.problem == "holds trials of other settings: seed 0 instead of 7")
    }
  }

  @Test func aListOfLevelsIsKeptAsItIsWritten() throws {
    var listed = settings(levels: 3..<6)
    (listed.firstLevel, listed.list) = (3, try LevelList("3,8,5"))
    try removing {
      _ = try TrialLog(listed, at: path)
      #expect(String(decoding: try FileInput.read(settingsPath), as: UTF8.self).contains("\"list\": \"3,8,5\""))
      _ = try TrialLog(listed, at: path)
      let error = #expect(throws: Fault.self) { try TrialLog(settings(), at: path) }
      #expect(error?.explanation.problem == "holds trials of other settings: other levels")
    }
  }

  @Test func linesThatAreNoTrialsAreErrors() throws {
    try removing {
      var log = try TrialLog(settings(), at: path)
      try log.append(trial(0))
      try log.append(trial(1))
      let text = String(decoding: try FileInput.read(path), as: UTF8.self)
      var lines = text.split(separator: "\n").map(String.init)
      lines.remove(at: 0)
      try FileOutput.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
      let line = #expect(throws: Fault.self) { try TrialLog(settings(), at: path) }
      #expect(line?.explanation.problem == "line 1 is not the trial of level 3, episode 0, that belongs there")
      try FileOutput.write(Array("{}".utf8), to: settingsPath)
      let none = #expect(throws: Fault.self) { try TrialLog(settings(), at: path) }
      #expect(none?.explanation.subject == settingsPath)
      try FileManager.default.removeItem(atPath: settingsPath)
      for other in ["{}\n", "no json\n", "{\"trials\":2"] {
        try FileOutput.write(Array(other.utf8), to: path)
        let error = #expect(throws: Fault.self) { try TrialLog(settings(), at: path) }
        #expect(error?.explanation.problem.hasPrefix("is no file of trials: there is no ") == true)
      }
    }
  }
}
