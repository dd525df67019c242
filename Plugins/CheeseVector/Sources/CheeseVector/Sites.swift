import Experiments

/// Where in the network the cheese vector works.
struct Sites: Experiment {
  static let name = "cheese-vector-sites"
  static let summary = "The effect of the cheese vector by the site where it is added."
  static let discussion = """
    Every level gets its own vector, at one site after the other, and there random vectors of the same norm.

    EXAMPLES
      hookctl --plugin Plugins/CheeseVector cheese-vector-sites --out found
      hookctl --plugin Plugins/CheeseVector cheese-vector-sites --sites 'embedder.block2.*_out' --scale 1
    """
  static let levels = "0..<30"

  // No convolution after a residual sum: it is linear, so that the vector there is the edit of the sum.
  @Option(help: "Which sites, one at a time: patterns, joined by commas.")
  var sites = "embedder.block1.conv_out, embedder.block*.resadd_out, embedder.relufc_out"
  @Option(help: "The strength.") var scale: Float = -1
  @Option(help: "How many random vectors to compare with.") var nulls = 10

  func run(in lab: Lab) throws -> Findings {
    try lab.sweep(
      ["cheese-vector(scale: \(scale))@{\(sites)}"],
      metrics: ["decision-square(towards: cheese)", "mean-total-variation"],
      nulls: nulls, controls: [.random]
    ).findings(lab.intervals, title: "The cheese vector times \(scale), by site")
  }
}
