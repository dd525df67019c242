// Made from Documentation/Statistics.md; see CONTRIBUTING.md, "Documentation".

import Experiments

@Sendable func Statistics_2() throws {
  let lab = Lab(policy: try .bundled(), renderer: .plain, mode: .easy, levels: Array(0..<12))
  let report = try lab.decisionReport()
  print(report.study.trials.count, "of", report.study.levels, "levels")
  print(try report.text)
}
