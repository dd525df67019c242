// Made from Documentation/ComingFromProcgenTools.md; see CONTRIBUTING.md, "Documentation".

import MazeEnv

@Sendable func ComingFromProcgenTools_1() throws {
  let state = try MazeState(level: 0)
  for variable in state.variables.suffix(3) { print(variable) }
  let picture = try MazeRenderer().picture(of: state)
  print(picture.width, "x", picture.height)
}
