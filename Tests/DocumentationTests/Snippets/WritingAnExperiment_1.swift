// Made from Documentation/WritingAnExperiment.md; see CONTRIBUTING.md, "Documentation".

import Experiments
import Testing

struct Count: Experiment {
  static let name = "count"
  static let summary = "How many squares there are."

  func run(in lab: Lab) throws -> Findings {
    let mazes = try lab.mazes()
    return try Findings("Squares") {
      DataTable("squares", of: mazes) { Column("squares") { $0.maze.legalSquares.count } }
    }
  }
}

@Test func countsSquares() throws {
  let lab = Lab(policy: try .bundled(), renderer: .plain, levels: [0, 1])
  let table = try #require(try Count.parse([]).run(in: lab).items.first as? DataTable)
  #expect(table.rows == [[.integer(96)], [.integer(6)]])
}
