extension PrepareContext {
  /// Activations of the site from a file, or on observations that the run's ``ObservationSource`` makes.
  ///
  /// - Parameter specification: `bank.npz` (see ``TensorSource``), or what the source knows: `levels 0..<50`.
  /// - Complexity: for observations, one forward pass up to the site, without edits.
  public func activations(_ specification: String) throws -> ActivationBank {
    guard let cache else { return try foundActivations(specification) }
    return try cache.bank(specification, at: site) { try foundActivations(specification) }
  }

  private func foundActivations(_ specification: String) throws -> ActivationBank {
    if let file = TensorFile(specification) {
      let archive = try file.archive()
      let tensor = try archive.tensor(file.name, for: self, source: specification)
      let labels = try archive.metadata[ActivationBank.labelsKey].map {
        try ActivationBank.labels(of: $0, source: specification)
      }
      return try ActivationBank(tensor, labels: labels, source: specification, site: site)
    }
    if let tensor = try registeredTensor(specification) {
      return try ActivationBank(tensor, labels: nil, source: specification, site: site)
    }
    guard let inputs = try observations?.observations(specification) else {
      throw ActivationError.unknownForm(specification, observations: forms)
    }
    guard inputs.count > 0 else { throw ActivationError.empty(source: specification) }
    let run = try graph.run(
      inputs, capturing: [Capture(SitePattern(site.name))], options: RunOptions(wantsOutputs: false))
    return ActivationBank(run[site.name], labels: inputs.rows.map(\.labels))
  }

  /// What can be named besides files.
  private var forms: String? {
    observations.map { ([$0.forms] + $0.sources.map { "\"\($0.form)\"" }).joined(separator: ", or ") }
  }
}
