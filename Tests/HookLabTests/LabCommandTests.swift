import HookKit
import MazeEnv
import MazeLab
import Testing

@testable import HookLab

/// The page as a command line: a level by its number as long as options can say it, and otherwise a drawing.
@Suite struct LabCommandTests {
  private func command(_ edits: [String] = [], _ change: (inout Maze) throws -> Void) throws -> String {
    var maze = try Maze(level: 3, mode: .easy)
    try change(&maze)
    var request = try LabSample.request(.field, edits: edits)
    request.maze = maze.text
    return try LabSample.answer(request, LabSample.work()).text("command")
  }

  @Test func aLevelIsNamedByItsNumber() throws {
    #expect(try command { _ in } == "hookctl vfield --level 3 --mode easy --theme plain")
    let call = "zero@\(LabSample.site)[5]"
    #expect(try command([call]) { _ in } == "hookctl compare --level 3 --mode easy --patch '\(call)' --theme plain")
  }

  @Test func cheeseAndMouseAreOptions() throws {
    #expect(try command { $0.removeCheese() }.contains("--no-cheese"))
    let square = try Maze(level: 3, mode: .easy).legalSquares[4]
    #expect(try command { try $0.moveCheese(to: square) }.contains("--cheese \(square.row),\(square.column) "))
    #expect(try command { try $0.placeMouse(at: square) }.contains("--mouse \(square.row),\(square.column) "))
    #expect(try command { $0.facing = .right }.contains("--facing right"))
  }

  @Test func otherWallsAreADrawing() throws {
    let wall = Square(1, 1)
    let text = try command { try $0.open(at: wall) }
    var maze = try Maze(level: 3, mode: .easy)
    try maze.open(at: wall)
    #expect(text == "hookctl vfield --maze /dev/stdin --theme plain <<'MAZE'\n\(maze.text)MAZE")
  }

  @Test func filesAreThoseOfTheCommandLine() throws {
    let work = try LabSample.work()
    let call = "zero@\(LabSample.site)[5]"
    var request = try LabSample.request(.export, edits: [call])
    request.format = "json"
    let answer = try LabSample.answer(request, work)
    let value = try JSONValue(text: String(decoding: answer.file, as: UTF8.self))
    let subject = try LabSubject(request, work.setting) { false }
    let comparison = try subject.comparison().jsonValue()
    guard case .object(let members) = value, case .object(let wanted) = comparison else {
      Issue.record("no object")
      return
    }
    #expect(
      Array(members.map(\.key).prefix(6)) == ["difference", "facingEffect", "original", "patched", "plan", "receipts"])
    #expect(Set(wanted.map(\.key)).isSubset(of: members.map(\.key)))
    #expect(String(decoding: answer.file, as: UTF8.self).contains("--out comparison.json"))
    request.format = "exe"
    #expect(try LabSample.answer(request, work).faults.first?.text.contains("svg, png") == true)
  }

  @Test func thePageWithoutAServerAsksNothingOfAnybody() throws {
    let work = try LabSample.work()
    var request = try LabSample.request(.export, edits: ["zero@\(LabSample.site)[5]"])
    (request.format, request.sites) = ("html", [LabSample.site])
    let page = String(decoding: try LabSample.answer(request, work).file, as: UTF8.self)
    #expect(page.contains("default-src 'none'; script-src 'sha256-"))
    #expect(!page.contains(" src=") && !page.contains("\nimport ") && !page.contains("stylesheet"))
    #expect(page.contains("\"kind\":\"site\"") && page.contains("\"kind\":\"field\""))
  }
}
