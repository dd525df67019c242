// Made from Documentation/Engine.md; see CONTRIBUTING.md, "Documentation".

import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab

@Sendable func Engine_1() throws {
  let policy = try Policy.bundled()
  let level = try MazeState(level: 0)
  let inputs = Inputs(mouseOn: level.maze.legalSquares, of: level, renderer: .plain)
  let site: SitePattern = "embedder.block2.res1.resadd_out"
  let plans = (0..<32).map { channel in Plan { Edit(site, .zero, on: .channels(channel)) } }
  let forecast = try policy.graph.forecast(inputs, under: plans)
  print(forecast.naiveForwardEquivalents, "forward passes one by one")
  print("less than half are needed:", forecast.forwardEquivalents < 0.5 * Double(forecast.naiveForwardEquivalents))
}
