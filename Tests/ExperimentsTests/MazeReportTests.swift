import Experiments
import Foundation
import HookKit
import MazeEnv
import MazeLab
import Testing

/// What is shown and written of mazes.
@Suite struct MazeReportTests {
  private func state() throws -> MazeState {
    var state = try MazeState(level: 0, mode: .easy)
    state.maze = try Maze(text: "mode: easy\n\n..C\n.##\nM..\n")
    return state
  }

  @Test func oneMazeInEveryForm() throws {
    let state = try state()
    let report = MazeReport(state, named: "tiny.maze")
    #expect(
      report.text.hasPrefix("tiny.maze, easy mode: 3 x 3 squares, row 0 at the bottom\nmouse (0, 0), cheese (2, 2)"))
    let data = try #require(try JSONSerialization.jsonObject(with: Data(report.json.text.utf8)) as? [String: Any])
    #expect(data["size"] as? Int == 3 && data["cheese"] as? [Int] == [2, 2] && data["mouse"] as? [Int] == [0, 0])
    #expect(data["distanceToCheese"] as? Int == 4 && (data["grid"] as? [[Int]])?[1] == [100, 51, 51])
    #expect(report.records?.rows.count == 9)
    #expect(try report.contents(.maze, at: "a.maze")[0].bytes == Array(state.maze.text.utf8))
    #expect(try report.contents(.state, at: "a.state")[0].bytes == state.bytes)
    let options = TerminalField.Options(isASCII: false, usesColor: true, width: 80)
    #expect(try report.printed(options, isWritten: false).contains("\u{1B}["))
    #expect(try MazeReport(state, named: "a", .source).printed(options, isWritten: false) == state.maze.text)
  }

  @Test func aPictureIsThatOfProcgenOrBlended() throws {
    let state = try state()
    let own = try MazeImage(of: state, renderer: .plain, title: "a").bytes(as: .png, recipe: "{}")
    #expect(own == (try MazeRenderer.plain.picture(of: state).png(recipe: "{}")))
    for format in PictureFormat.allCases {
      let bytes = try MazeImage(of: state, renderer: .plain, width: 100, title: "a maze").bytes(
        as: format, recipe: "{}")
      #expect(!bytes.isEmpty, "\(format)")
    }
  }

  @Test func levelsAreSearchedUntilThereAreEnough() throws {
    var metrics = Registry()
    metrics.addBuiltInMazeMetrics()
    let registry = metrics
    func search(_ limit: Int? = nil) throws -> LevelSearch {
      try LevelSearch(LevelList("0-39"), where: ["decision-square", "size>=15"], in: registry, limit: limit)
    }
    let (all, looked) = try search().found()
    #expect(looked == 40 && all.count > 2 && all.allSatisfy { $0.decision != nil && $0.size >= 15 })
    let (some, few) = try search(2).found()
    #expect(some == Array(all.prefix(2)) && few < 40)
    #expect(try search().found(isStopped: { true }).looked == 0)
    #expect(throws: (any Error).self) { try LevelSearch(LevelList("0"), where: ["siez=3"], in: registry) }
  }
}
