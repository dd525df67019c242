import HookKit
import MazeLab
import Sweeps

/// The probes of several policies beside each other: scores, and differences to the first policy.
///
/// Rows and folds are the same for all, so that each fold's score can be held against that of the same fold.
struct ProbeComparison {
  let models: [String]
  /// The probes of each policy, of the same questions and sites in the same order.
  let parts: [[ProbeReport.Part]]

  /// A probe of one policy.
  private struct Line {
    let target, site, model: String
    let step: Int?
    let features: Int
    let score: Double
    let difference: Double?
    /// In how many of the folds it is better than the first policy's, of how many.
    let better: String?
  }

  /// The comparison, and then what was found of each policy.
  func findings(_ title: String, _ each: [Findings]) throws -> Findings {
    let lines = lines
    return try ModelFindings.together(title, models, each) {
      Note(
        "\(models.count) policies on the same observations, in the same folds; differences are those to \(models[0]). They have "
          + "no intervals: the fits of two folds share most of their rows.")
      DataTable("models", "What can be read off each policy", of: lines) {
        Column("target", \.target)
        Column("site", \.site)
        Column("model", \.model)
        if lines.contains(where: { $0.step != nil }) { Column("training step", \.step) }
        Column("features", \.features)
        Column("score", \.score)
        Column("difference", \.difference)
        Column("better in folds", \.better)
      }
      pictures(lines)
    }
  }

  private var lines: [Line] {
    let steps = SweepModel.steps(models)
    return (parts.first ?? []).indices.flatMap { place in
      let first = entries(of: 0, place)
      return models.indices.flatMap { model in
        zip(entries(of: model, place), first).map { entry, first in
          line(entry, first, of: model, place, step: steps[model])
        }
      }
    }
  }

  /// The probes of whole sites and of the best elements; channels have tables of their own.
  private func entries(of model: Int, _ place: Int) -> [Probing.Entry] {
    parts[model][place].entries.filter { if case .channel = $0.scope { false } else { true } }
  }

  private func line(
    _ entry: Probing.Entry, _ first: Probing.Entry, of model: Int, _ place: Int, step: Int?
  ) -> Line {
    let pairs = zip(entry.result.foldScores, first.result.foldScores).compactMap { own, other in
      own.flatMap { own in other.map { (own, $0) } }
    }
    let probing = parts[model][place].probing
    return Line(
      target: probing.question.name, site: probing.site.name, model: models[model], step: step,
      features: entry.result.columns, score: entry.result.score,
      difference: model == 0 ? nil : entry.result.score - first.result.score,
      better: model == 0 ? nil : "\(pairs.count { $0.0 > $0.1 }) of \(pairs.count)")
  }

  /// A picture for each target: the scores of whole sites by policy.
  private func pictures(_ lines: [Line]) -> [any Finding] {
    let targets = lines.map(\.target).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return targets.map { target in
      let of = lines.filter { $0.target == target }
      let sites = of.map(\.site).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      let groups = models.map { model in
        BarChart.Group(
          model,
          sites.compactMap { site in
            of.first { $0.site == site && $0.model == model }.map { BarChart.Bar($0.score) }
          })
      }
      return Picture(
        "models-\(ModelFindings.slug(target))", "Scores of \(target), by policy",
        BarChart("\(target), by policy", label: "score", series: sites.count > 1 ? sites : [], groups))
    }
  }
}
