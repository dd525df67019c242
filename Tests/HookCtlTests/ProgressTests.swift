import Essentials
import Foundation
import LimitedPrograms
import Testing

@testable import Terminal

/// How far work is: in words, on a terminal and off it, and when it is interrupted.
@Suite struct ProgressTests {
  private static let report = ProgressReport("playing", 371, of: 3000, "episodes", before: 71)

  /// 300 episodes in 3 s are 100/s, and 2,629 more take 26 s.
  @Test func aLineHasBarRateAndTimeLeft() {
    let text = ProgressText(report: Self.report, seconds: 3)
    #expect(
      text.line(width: 80, isASCII: true)
        == "playing  ##---------------------  12 %  371 of 3,000 episodes, 100/s, 26 s left")
    #expect(text.line(width: 60, isASCII: false) == "playing  12 %  371 of 3,000 episodes, 100/s, 26 s left")
    #expect(text.logged == "playing: 371 of 3,000 episodes, 12 %, 26 s left")
    for width in 1...120 { #expect(text.line(width: width, isASCII: false).count < width) }
  }

  @Test func whatIsNotKnownIsNotSaid() {
    #expect(ProgressText(report: ProgressReport("fitting"), seconds: 0.2).line(width: 80, isASCII: false) == "fitting")
    #expect(
      ProgressText(report: ProgressReport("fitting"), seconds: 7).line(width: 80, isASCII: false) == "fitting  7 s")
    let rows = ProgressText(report: ProgressReport("capturing", 0, of: 10), seconds: 2)
    #expect(rows.line(width: 40, isASCII: true) == "capturing  ------------------  0 %  2 s")
    let none = ProgressText(report: ProgressReport("drawing", 0, of: 0, "frames"), seconds: 2)
    #expect(none.line(width: 80, isASCII: true) == "drawing  0 of 0 frames, 2 s")
  }

  /// What the line writes for reports and ticks at some seconds after its start.
  private static func written(_ style: ProgressLine.Style, at seconds: [Double]) -> [String] {
    let texts = Locked<[String]>([])
    let line = ProgressLine(style) { text in texts.withLock { $0.append(text) } }
    let start = ContinuousClock.now
    line.take(report)
    for second in seconds { line.tick(start + .seconds(second)) }
    line.end()
    line.tick(start + .seconds(1000))
    return texts.withLock(\.self)
  }

  @Test func offATerminalThereIsOneLineAMinute() {
    let lines = Self.written(.log, at: [1, 30, 59, 61, 62, 100, 122])
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.hasPrefix("playing: 371 of 3,000 episodes, 12 %, ") && $0.hasSuffix(" left\n") })
  }

  @Test func onATerminalTheLineIsTakenAway() {
    let style = ProgressLine.Style(isTerminal: true, isASCII: true, width: 80, first: 1000, every: 1)
    // The thread of the line has nothing to show before `first`.
    let lines = Self.written(style, at: [1, 999, 1001, 1001.5, 1003])
    #expect(lines.count == 3)
    #expect(lines.dropLast().allSatisfy { $0.hasPrefix("\r\u{1B}[2Kplaying  ##---") && !$0.contains("\n") })
    #expect(lines.last == "\r\u{1B}[2K")
  }

  /// What a resumable command says when it is interrupted names what is kept and the command.
  @Test(arguments: [
    (["rollout", "--out", "e.jsonl"], "episodes are kept in e.jsonl.partial", 100_000),
    (["statistics", "behaviour", "--data", "e.jsonl"], "episodes are kept in e.jsonl", 100_000),
  ])
  func anInterruptSaysWhatIsKept(arguments: [String], words: String, count: Int) throws {
    try inFolder { hookctl in
      let process = try hookctl.start(arguments + ["--theme", "plain", "--mode", "easy", "--levels", "0-\(count - 1)"])
      let kept = arguments[0] == "rollout" ? "e.jsonl.partial/lines.jsonl" : "e.jsonl"
      while (try? hookctl.bytes(kept).isEmpty) ?? true, process.isRunning { Thread.sleep(forTimeInterval: 0.05) }
      Thread.sleep(forTimeInterval: 0.2)
      process.send(SIGINT)
      let outcome = try process.outcome()
      #expect(outcome.code == 130)
      let found = try #require(
        outcome.errors.firstMatch(of: /stopped: ([0-9,]+) of 100,000 (.*); go on with\n  (hookctl .*)\n/))
      #expect(found.2 == words && found.3.hasPrefix("hookctl \(arguments.joined(separator: " "))"), "\(outcome.errors)")
      let lines = try hookctl.text(kept).split(separator: "\n").count
      #expect(Int(found.1.filter(\.isNumber)) ?? 0 > 0 && Int(found.1.filter(\.isNumber)) ?? 0 <= lines)
    }
  }
}
