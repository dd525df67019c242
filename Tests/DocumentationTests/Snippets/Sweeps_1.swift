// Made from Documentation/Sweeps.md; see CONTRIBUTING.md, "Documentation".

import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab
import Sweeps

@Sendable func Sweeps_1() throws {
  let policy = try Policy.bundled()
  let sweep = try Sweep(metrics: [DecisionSquare(), MeanTotalVariation()], controls: Controls(.random, draws: 20)) {
    try Axis.levels(0..<50)
    try Axis.sites("embedder.block2.*resadd_out", in: policy.graph)
    try Axis.numbers("scale", from: -2, through: 2, by: 0.5)
  } plan: { point in
    try Plan { Edit(try point.site, .add(vector: "cheese.npz", scale: Float(try point.number("scale")))) }
  }
  let setting = SweepSetting(policy: policy, renderer: try MazeRenderer(), mode: .hard)
  let runner = SweepRunner(try SweepLayout(sweep, graph: policy.graph), setting)
  let store = try runner.store(at: "cheese.sqlite", program: "mine", command: "")
  try runner.run(into: store)
  try store.close()
}
