extension PrepareContext {
  /// The activations of the site on the run's own inputs, `[N, ...]`, without any edit.
  ///
  /// - Complexity: one forward pass up to the site.
  public func ownActivations() throws -> Tensor {
    let run = try graph.run(
      inputs, capturing: [Capture(SitePattern(site.name))], options: RunOptions(wantsOutputs: false))
    return run[site.name]
  }
}
