import HookKit
import MazeEnv
import MazeLab

/// The answer to `site`: what is at a site with the mouse on one square, without the edits and with them.
enum SiteAnswer {
  static func frame(_ request: LabRequest, _ subject: LabSubject) throws -> LabFrame {
    let site = try site(of: request, in: subject.policy.graph)
    let (inputs, row) = try inputs(of: request, subject)
    var options = subject.options
    options.wantsOutputs = false
    return try subject.computing {
      let runs = try subject.policy.graph.runs(
        inputs, under: [Plan(), subject.plan], capturing: [Capture(SitePattern(site.name))], options: options)
      return frame(site, request.square ?? [], runs.map { $0[site.name][rows: row..<row + 1].scalars })
    }
  }

  /// The site that is asked about.
  static func site(of request: LabRequest, in graph: ModuleGraph) throws -> Site {
    guard let name = request.site else { throw LabError.missing("site", kind: request.kind) }
    return try SitePattern(name).sites(in: graph)[0]
  }

  /// The observation of the square that is asked about; with all others where an edit looks at those as well.
  static func inputs(of request: LabRequest, _ subject: LabSubject) throws -> (Inputs, row: Int) {
    guard let pair = request.square, pair.count == 2 else { throw LabError.missing("square", kind: request.kind) }
    let square = subject.maze.inner(Square(pair[0], pair[1]))
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
    frame.add("shape", site.shape.json)
    frame.add("original", values[0])
    frame.add("patched", values[1])
    return frame
  }
}
