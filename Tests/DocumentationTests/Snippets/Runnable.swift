// Made from the pages of the documentation; see CONTRIBUTING.md, "Documentation".

/// The blocks that are run, by name.
let runnable: [String: @Sendable () throws -> Void] = [
  "ComingFromProcgenTools_1": ComingFromProcgenTools_1,
  "ComingFromProcgenTools_2": ComingFromProcgenTools_2,
  "ComingFromProcgenTools_3": ComingFromProcgenTools_3,
  "ComingFromProcgenTools_4": ComingFromProcgenTools_4,
  "Engine_1": Engine_1,
  "PathPatching_2": PathPatching_2,
  "README_1": README_1,
  "Rollouts_1": Rollouts_1,
  "Statistics_2": Statistics_2,
  "WritingAnIntervention_2": WritingAnIntervention_2,
]
