import HookKit
import MazeEnv
import MazeLab

/// The answer to `site`: what is at a site with the mouse on one square, without the edits and with them.
enum SiteAnswer {
  static func frame(_ request: LabRequest, _ subject: LabSubject) throws -> LabFrame {
    guard let name = request.site else { throw LabError.missing("site", kind: .site) }
    guard let pair = request.square, pair.count == 2 else { throw LabError.missing("square", kind: .site) }
    let square = subject.maze.inner(Square(pair[0], pair[1]))
    let (inputs, row) = try inputs(subject, square)
    var options = subject.options
    options.wantsOutputs = false
    let site = try SitePattern(name).sites(in: subject.policy.graph)[0]
    return try subject.computing {
      let runs = try subject.policy.graph.runs(
        inputs, under: [Plan(), subject.plan], capturing: [Capture(SitePattern(site.name))], options: options)
      return frame(site, pair, runs.map { $0[site.name][rows: row..<row + 1].scalars })
    }
  }

  /// The observation of the square; with all others where an edit looks at those as well.
  private static func inputs(_ subject: LabSubject, _ square: Square) throws -> (Inputs, row: Int) {
    let squares = subject.maze.legalSquares
    guard subject.maze.cell(at: square) != Int(Cell.wall) else { throw MazeError.squareIsWall(square, .inner) }
    let state = subject.facing.states(of: subject.state)[0]
    let needsAll = subject.plan.edits.contains { $0.intervention.locality >= .position }
    if needsAll, let row = squares.firstIndex(of: square) {
      return (Inputs(mouseOn: squares, of: state, renderer: subject.renderer), row)
    }
    return (Inputs(mouseOn: [square], of: state, renderer: subject.renderer), 0)
  }

  private static func frame(_ site: Site, _ square: [Int], _ values: [[Float]]) -> LabFrame {
    var frame = LabFrame()
    frame.add("site", .string(site.name))
    frame.add("square", .array(square.map { .integer($0) }))
    frame.add("shape", .array(site.shape.sizes.map { .integer($0) }))
    frame.add("original", values[0])
    frame.add("patched", values[1])
    return frame
  }
}
