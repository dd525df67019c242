import HookKit
import MazeLab
import Statistics

/// What a study says of its regression.
extension BehaviourText {
  /// What the regression says, or why there is none.
  var regression: String {
    switch study.regression {
    case .failure(let error): "There is no regression: \(error)."
    case .success(let fit): ([lacking(fit), clear(fit), predictive(fit)].compactMap(\.self)).joined(separator: "\n")
    }
  }

  private func lacking(_ fit: BehaviourRegression) -> String {
    var text = "\(fit.fit.rows.grouped) episodes are in mazes that have all metrics."
    if let table = try? study.table.get(), table.excluded > 0 {
      text += " The other \(table.excluded.grouped) are left out: they have no decision square, or lack another metric."
    }
    if !fit.dependent.isEmpty {
      text += " Left out as the other metrics add up to it: \(fit.dependent.joined(separator: ", "))."
    }
    if !fit.constant.isEmpty {
      text += " Left out as the same in all mazes: \(fit.constant.joined(separator: ", "))."
    }
    return text
  }

  private func clear(_ fit: BehaviourRegression) -> String {
    let alone = effects(fit.terms, fit, \.alone)
    let readable = fit.terms.filter { $0.inflation <= Self.inflation }
    let beside = effects(readable, fit, \.coefficient)
    var lines = [
      alone.isEmpty
        ? "On its own, no metric has an effect that these episodes can tell from none."
        : "On their own: the cheese is reached \(alone)."
    ]
    if !readable.isEmpty {
      lines.append(
        "Beside all others, of the \(readable.count) metrics whose variance inflation is \(Int(bounded: Self.inflation)) or less: "
          + (beside.isEmpty ? "none has an effect that these episodes can tell from none." : "\(beside)."))
    }
    if readable.count < fit.terms.count {
      lines.append(
        "The other \(fit.terms.count - readable.count) measure nearly the same as each other; their coefficients beside each "
          + "other, signs included, say nothing that can be read one by one.")
    }
    return lines.joined(separator: "\n")
  }

  /// Above this, a coefficient says little about its own metric.
  private static let inflation = 10.0

  /// "less often the larger a and b, more often the larger c": the metrics whose 95 % intervals exclude 0.
  private func effects(
    _ terms: [BehaviourRegression.Term], _ fit: BehaviourRegression,
    _ coefficient: (BehaviourRegression.Term) -> Coefficient
  ) -> String {
    func names(_ isIncluded: (ConfidenceInterval) -> Bool) -> [String] {
      terms.map(coefficient).filter { (try? fit.interval(of: $0)).flatMap(\.self).map(isIncluded) ?? false }.map(\.name)
    }
    let less = names { $0.upper < 0 }, more = names { $0.lower > 0 }
    return [
      less.isEmpty ? nil : "less often the larger \(less.listedAll)",
      more.isEmpty ? nil : "more often the larger \(more.listedAll)",
    ].compactMap(\.self).joined(separator: ", ")
  }

  private func predictive(_ fit: BehaviourRegression) -> String {
    let (right, gain) = (fit.heldOut.accuracy, fit.heldOut.gain)
    let verdict =
      gain.interval.map { interval in
        interval.lower > 0
          ? "so that the metrics do tell something about a single episode"
          : "so that the metrics say next to nothing about a single episode, whatever they say about the average"
      } ?? "and there are too few \(units) to tell these apart"
    var text =
      "The fit is right about \(percent(right.estimate)) of \(analysis.isNested ? "episodes of " : "")\(units) that it has not "
      + "seen, against \(percent(fit.baseline)) for always saying the more frequent outcome"
    if let interval = gain.interval {
      text +=
        " (the difference: 95 % interval \(signed(interval.lower)) to \(signed(interval.upper)) % over "
        + "\(gain.count.grouped) \(units))"
    }
    text += ", \(verdict)."
    if fit.heldOut.penalised > 0 {
      text +=
        " \(fit.heldOut.penalised) of the \(fit.folds) folds had no fit without a penalty, as metrics separate the outcomes "
        + "outside of them; they have one with a weak penalty (L2, C = 1)."
    }
    return text
  }
}
