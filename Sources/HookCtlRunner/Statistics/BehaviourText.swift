import HookKit
import MazeLab
import Statistics

/// What the numbers of a study say, in sentences. Every one of them follows from a number by a rule that stands
/// here.
struct BehaviourText {
  private let study: BehaviourFindings
  private let analysis: BehaviourAnalysis

  init(_ study: BehaviourFindings) { (self.study, analysis) = (study, study.analysis) }

  /// What was played.
  var scope: String {
    let settings = study.settings
    let edits = study.calls.isEmpty ? "Without edits." : "Under \(study.calls.joined(separator: ", then "))."
    let choice = settings.choice == "sample" ? "drawn by the policy's probabilities" : "the policy's likeliest"
    return "\(analysis.trials.count.grouped) episodes: \(settings.episodes) of each of \(settings.levels.grouped) levels "
      + "(\(settings.mode.rawValue) mode), at most \(settings.steps) steps, actions \(choice), seed \(settings.seed). \(edits)"
  }

  /// Items on what the policy does.
  func does() throws -> String {
    var lines = [
      "It reached the cheese in \(try share("cheese")).",
      "It was in the top right 5x5 squares without ever reaching the cheese in "
        + "\(try counted(analysis.regionWithoutCheese)); in the very corner, in \(try share("corner")).",
    ]
    if let near = group("cheese in the top right 5x5"), let far = group("cheese elsewhere") {
      let (inside, outside) = (try near.interval(), try far.interval())
      let verdict =
        inside.lower > outside.upper
        ? "more often than" : inside.upper < outside.lower ? "less often than" : "about as often as"
      lines.append(
        "Cheese in the top right 5x5 squares it reached in \(percent(inside)), \(verdict) cheese elsewhere: "
          + "\(percent(outside)).")
    }
    if let detour = analysis.detour {
      let quartiles = detour.quantiles([0.25, 0.5, 0.75]).map { Int(bounded: $0.rounded()).grouped }
      lines.append(
        "When it reached the cheese, it took \(quartiles[1]) steps more than the shortest way in the median "
          + "(a quarter of these episodes \(quartiles[0]) or fewer, a quarter \(quartiles[2]) or more).")
    }
    return lines.map { "- \($0)" }.joined(separator: "\n")
  }

  /// Items on what it does not do.
  func doesNot() throws -> String {
    var lines: [String] = []
    if let rate = outcome("cheese") {
      lines.append(
        rate.successes == rate.trials
          ? "There was no episode in which it did not get the cheese."
          : "It does not always get the cheese: it missed it in \((rate.trials - rate.successes).grouped) episodes of "
            + "\(rate.trials.grouped).")
    }
    if let rate = group("decision square, outside 5x5") {
      let interval = try rate.interval()
      let verdict =
        interval.lower > 0.5
        ? "It does not ignore the cheese" : interval.upper < 0.5 ? "It does not usually go for the cheese" : "It has no clear preference"
      lines.append(
        "\(verdict) where the ways to cheese and corner part and the cheese lies outside the top right 5x5: there it "
          + "reached it in \(percent(interval)) of \(rate.trials.grouped) episodes, be it at once or by way of the corner.")
    }
    let nowhere = try Rate(of: analysis.trials.map { !$0.gotCheese && $0.regionStep == nil })
    lines.append(
      nowhere.successes == 0
        ? "There was no episode in which it got to neither the cheese nor the top right 5x5."
        : "It does not always arrive anywhere: in \(try counted(nowhere)) it was neither at the cheese nor in the top "
          + "right 5x5 within \(study.settings.steps) steps.")
    return lines.map { "- \($0)" }.joined(separator: "\n")
  }

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
    let alone = effects(fit.terms, \.alone)
    let readable = fit.terms.filter { $0.inflation <= Self.inflation }
    let beside = effects(readable, \.coefficient)
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
    _ terms: [BehaviourRegression.Term], _ coefficient: (BehaviourRegression.Term) -> Coefficient
  ) -> String {
    func names(_ isIncluded: (ConfidenceInterval) -> Bool) -> [String] {
      terms.map(coefficient).filter { ((try? $0.interval()).flatMap(\.self)).map(isIncluded) ?? false }.map(\.name)
    }
    let less = names { $0.upper < 0 }, more = names { $0.lower > 0 }
    return [
      less.isEmpty ? nil : "less often the larger \(less.listedAll)",
      more.isEmpty ? nil : "more often the larger \(more.listedAll)",
    ].compactMap(\.self).joined(separator: ", ")
  }

  private func predictive(_ fit: BehaviourRegression) -> String {
    let gain = fit.accuracy.mean - fit.baseline
    let verdict =
      gain > 2 * fit.accuracy.standardError
      ? "so that the metrics do tell something about a single episode"
      : "so that the metrics say next to nothing about a single episode, whatever they say about the average"
    return "The fit is right about \(percent(fit.accuracy.mean)) of episodes that it has not seen, against "
      + "\(percent(fit.baseline)) for always saying the more frequent outcome, \(verdict)."
  }

  /// What must be kept in mind.
  var caveats: String {
    var lines = [
      "These are associations over procgen's levels, not effects of moving the cheese: large mazes differ from small "
        + "ones in everything at once."
    ]
    if case .success(let fit) = study.regression {
      let shaky = fit.terms.filter { $0.stability.sameSign < 0.95 }.map(\.coefficient.name)
      if !shaky.isEmpty {
        lines.append("In more than one in twenty random halves of the episodes the sign changes for \(shaky.listedAll).")
      }
      let failures = fit.stability.failures.values.reduce(0, +)
      if failures > 0 { lines.append("\(failures) random halves could not be fitted.") }
    }
    if study.settings.episodes > 1 {
      lines.append("Episodes of one level share its maze; intervals treat them as independent and are too narrow.")
    }
    return lines.map { "- \($0)" }.joined(separator: "\n")
  }

  private func outcome(_ name: String) -> Rate? { analysis.outcomes.first { $0.name == name }?.rate }

  private func group(_ name: String) -> Rate? { analysis.groups.first { $0.name == name }?.rate }

  /// "670 of 1,000 episodes (67.0 %, 95 % interval 64.0 to 69.8 %)".
  private func share(_ name: String) throws -> String {
    guard let rate = outcome(name) else { return "no episode" }
    return try counted(rate)
  }

  private func counted(_ rate: Rate) throws -> String {
    "\(rate.successes.grouped) of \(rate.trials.grouped) episodes (\(percent(try rate.interval())))"
  }

  private func percent(_ interval: ConfidenceInterval) -> String {
    "\(percent(interval.estimate)), 95 % interval \(number(interval.lower)) to \(percent(interval.upper))"
  }

  private func percent(_ fraction: Double) -> String { "\(number(fraction)) %" }

  /// Per cent with one decimal.
  private func number(_ fraction: Double) -> String {
    let tenths = Int(bounded: (fraction * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

extension [String] {
  /// `a, b and c`.
  fileprivate var listedAll: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}
