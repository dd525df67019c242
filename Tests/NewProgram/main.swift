import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab

let site: SitePattern = "embedder.block2.res1.resadd_out"
let policy = try Policy.bundled()
let level = try MazeState(level: 8)
let plan = Plan { Edit(site, .noise(scale: 0.2)) }
let comparison = try FieldComparison.compute(level, policy: policy, under: plan, renderer: .plain)
print("mean total variation", comparison.difference.meanTotalVariation)
