// Made from Documentation/ComingFromProcgenTools.md; see CONTRIBUTING.md, "Documentation".

import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab

@Sendable func ComingFromProcgenTools_4() throws {
  let (state, policy, renderer) = try (MazeState(level: 0), Policy.bundled(), MazeRenderer())
  let plan = Plan { Edit("embedder.block2.res1.resadd_out", .noise(scale: 0.2)) }
  let comparison = try FieldComparison.compute(state, policy: policy, under: plan, renderer: renderer)
  let figure = FieldFigure(
    comparison, of: state, renderer: renderer, caption: FigureCaption(comparison, model: policy.name))
  print(try figure.bytes(as: .svg, recipe: "").isEmpty ? "nothing drawn" : "drawn")
  print("mean total variation", comparison.difference.meanTotalVariation)
}
