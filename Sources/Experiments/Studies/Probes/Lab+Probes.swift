import HookKit
import MazeLab
import Statistics

extension Lab {
  /// Fits linear models to activations on random squares of the lab's mazes, and scores them on mazes that they have not
  /// seen.
  ///
  /// ```swift
  /// let report = try lab.probe(ProbeOptions(["embedder.relufc_out"], [ProbeTarget("cheese", registry: registry)]))
  /// let score = report.parts[0].entries[0].result.score
  /// ```
  ///
  /// - Parameter options: what is read, and how it is fitted.
  /// - Returns: scores: R² of ridge regression, accuracy of logistic regression, AUC of cells.
  /// - Throws: `ProbeError` for what cannot be probed, what runs throw.
  /// - Complexity: a forward pass of a row for each square, and a fit for each site, target and fold.
  public func probe(_ options: ProbeOptions) throws -> ProbeReport {
    guard mazeSet.count > 1 else { throw ProbeError.oneMaze(unit: mazeSet.unit) }
    let sites = try SiteChoice.sites(options.sites, of: policy.graph)
    let rows = try ProbeRows(
      of: mazeSet, perMaze: options.squares, sites: sites, policy: policy, under: options.edits, renderer: renderer,
      facing: facing, playsEpisodes: options.targets.contains { if case .gotCheese = $0 { true } else { false } },
      options: self.options(showing: "running \(policy.name)"))
    return ProbeReport(
      parts: options.cells ? [] : try parts(options, sites, rows),
      cells: options.cells ? try cells(options, sites, rows) : [], rows: rows, model: policy.fieldName,
      modelName: policy.name, facing: facing, mazes: mazeSet, calls: options.edits.texts,
      keepsDirections: options.directions)
  }

  private func folds(_ options: ProbeOptions) -> Int { options.folds ?? min(5, max(2, mazeSet.count)) }

  /// The probes of the sites' cells.
  private func cells(_ options: ProbeOptions, _ sites: [Site], _ rows: ProbeRows) throws -> [ProbeReport.CellPart] {
    let method: LinearProbe.Method =
      options.isLogistic == true ? .logistic(c: options.c) : .ridge(alpha: options.alpha)
    return try options.targets.flatMap { target in
      try sites.map { site in
        progress("probing \(target.name) at the cells of \(site.name)")
        let probing = try CellProbing(site, target, of: rows, method, folds: folds(options), seed: seed)
        return ProbeReport.CellPart(probing: probing, result: try probing.result())
      }
    }
  }

  /// The probes of whole sites, of channels, and of some elements.
  private func parts(_ options: ProbeOptions, _ sites: [Site], _ rows: ProbeRows) throws -> [ProbeReport.Part] {
    try options.targets.flatMap { target in
      try target.questions(of: rows, isLogistic: options.isLogistic).flatMap { question in
        try sites.map { try part($0, question, rows, options) }
      }
    }
  }

  /// All probes of a site for a question.
  private func part(
    _ site: Site, _ question: ProbeTarget.Question, _ rows: ProbeRows, _ options: ProbeOptions
  ) throws -> ProbeReport.Part {
    let probing = try Probing(
      site, question, of: rows, ridge: options.alpha, logistic: options.c, folds: folds(options), seed: seed)
    var scopes: [Probing.Scope] = [.site] + options.sparse.map { .sparse($0) }
    if options.channels { scopes += (0..<(probing.channels ?? 0)).map { .channel($0) } }
    let entries = try scopes.enumerated().map { number, scope in
      progress(ProgressReport("probing \(question.name) at \(site.name)", number, of: scopes.count, "probes"))
      return try probing.entry(scope)
    }
    return ProbeReport.Part(probing: probing, entries: entries, showsMaps: options.channels)
  }
}
