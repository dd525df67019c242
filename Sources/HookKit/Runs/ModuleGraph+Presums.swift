extension ModuleGraph {
  /// The layer that makes a site's value as a sum over input channels.
  ///
  /// - Throws: `Fault` for values of other modules.
  private func layer(of site: Site) throws -> (module: any SumsChannels, input: Int) {
    if let node = maker(of: site), let module = node.module as? any SumsChannels { return (module, node.inputs[0]) }
    let layers = nodes.indices.filter { nodes[$0].module is any SumsChannels }.map { sites[$0 + 1].name }
    throw Fault(
      .usage, "presums of site \"\(site.name)\"", "no convolution and no linear layer makes this value",
      try: layers.isEmpty ? "this network has none" : "use one of \(layers.quotedList(most: 4))")
  }

  /// The shape of one row of the presums at a site, `[out, in, ...]`.
  ///
  /// - Throws: `Fault` for sites that are not made by a convolution or a linear layer.
  public func presumShape(at site: Site) throws -> Shape {
    let (module, input) = try layer(of: site)
    return try module.presumShape(of: sites[input].shape)
  }

  /// What each input channel adds to the values of sites that convolutions and linear layers make, under a plan.
  ///
  /// Edits before a layer show in its presums; those of the layer's own output do not, as they come after the sum.
  ///
  /// - Returns: for each site by its primary name `[N, out, in, ...]`, which add up over the third axis to the value
  ///   before the bias; and the run, whose receipts say what the edits did.
  /// - Throws: `Fault` for other sites, and all that runs throw.
  /// - Complexity: one forward pass up to the layers, and the layers themselves again.
  public func presums(
    _ inputs: Inputs, at wanted: [Site], under plan: Plan = Plan(), options: RunOptions = RunOptions()
  ) throws -> (presums: [String: Tensor], run: Run) {
    let layers = try wanted.map { (site: $0, layer: try layer(of: $0)) }
    let run = try run(
      inputs, under: plan, capturing: layers.map { Capture(SitePattern(sites[$0.layer.input].name)) },
      options: options)
    var presums: [String: Tensor] = [:]
    for (site, layer) in layers {
      presums[site.name] = try layer.module.presums(run[sites[layer.input].name])
    }
    return (presums, run)
  }
}
