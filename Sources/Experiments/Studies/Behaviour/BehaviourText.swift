import HookKit
import MazeLab
import Statistics

/// What the numbers of a study say, in sentences. Every one of them follows from a number by a rule that stands
/// here.
struct BehaviourText {
  let study: BehaviourReport
  let analysis: BehaviourAnalysis

  var units: String { study.units }

  init(_ study: BehaviourReport) { (self.study, analysis) = (study, study.analysis) }

  /// What was played.
  var scope: String {
    let settings = study.settings
    let edits = study.calls.isEmpty ? "Without edits." : "Under \(study.calls.joined(separator: ", then "))."
    let choice = settings.choice == "sample" ? "drawn by the policy's probabilities" : "the policy's likeliest"
    let repeats =
      study.isOnceForAll
      ? " The likeliest actions are the same in every episode of a \(study.mazes.unit): each is counted once." : ""
    return
      "\(analysis.trials.count.grouped) episodes: \(settings.episodes) of each of \(settings.levels.grouped) \(units) "
      + "(\(settings.mode.rawValue) mode), at most \(settings.steps) steps, actions \(choice), seed \(settings.seed).\(repeats) \(edits)"
  }

  /// Items on what the policy does.
  func does() throws -> String {
    var lines = [
      "It reached the cheese in \(try share("cheese")).",
      "It was in the top right 5x5 squares without ever reaching the cheese in "
        + "\(try counted(analysis.regionWithoutCheese)); in the very corner, in \(try share("corner")).",
    ]
    if let near = group("cheese in the top right 5x5"), let far = group("cheese elsewhere") {
      let (inside, outside) = (try near.estimate(study.rule), try far.estimate(study.rule))
      lines.append(
        "Cheese in the top right 5x5 squares it reached in \(percent(inside)), \(Self.verdict(inside, outside)) cheese "
          + "elsewhere: \(percent(outside)).")
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
      let estimate = try rate.estimate(study.rule)
      lines.append(
        "\(preference(estimate)) where the ways to cheese and corner part and the cheese lies outside the top right "
          + "5x5: there it reached it in \(percent(estimate)) of \(rate.trials.grouped) episodes, be it at once or by way of "
          + "the corner.")
    }
    let nowhere = analysis.nowhere
    lines.append(
      nowhere.successes == 0
        ? "There was no episode in which it got to neither the cheese nor the top right 5x5."
        : "It does not always arrive anywhere: in \(try counted(nowhere)) it was neither at the cheese nor in the top "
          + "right 5x5 within \(study.settings.steps) steps.")
    return lines.map { "- \($0)" }.joined(separator: "\n")
  }

  private static func verdict(_ first: UnitEstimate, _ second: UnitEstimate) -> String {
    guard let one = first.interval, let other = second.interval else { return "beside" }
    return one.lower > other.upper
      ? "more often than" : one.upper < other.lower ? "less often than" : "about as often as"
  }

  private func preference(_ estimate: UnitEstimate) -> String {
    guard let interval = estimate.interval else { return "There are too few \(units) to say what it prefers" }
    return interval.lower > 0.5
      ? "It does not ignore the cheese"
      : interval.upper < 0.5 ? "It does not usually go for the cheese" : "It has no clear preference"
  }

  /// What must be kept in mind.
  var caveats: String {
    var lines = [
      "These are associations over \(study.mazes.isOfLevels ? "procgen's levels" : "these mazes"), not effects of moving the cheese: large mazes differ from small "
        + "ones in everything at once."
    ]
    if case .success(let fit) = study.regression {
      let shaky = fit.terms.filter { ($0.stability?.sameSign ?? 1) < 0.95 }.map(\.coefficient.name)
      if !shaky.isEmpty {
        lines.append(
          "In more than one in twenty random halves of the \(units) the sign changes for \(shaky.listedAll).")
      }
      let failures = fit.stability?.failures.values.reduce(0, +) ?? 0
      if failures > 0 { lines.append("\(failures) random halves of the \(units) could not be fitted.") }
      if fit.stability == nil {
        lines.append("No random half of the \(units) could be fitted: coefficients may not be stable.")
      }
    }
    if let lack = study.rule.lack(of: analysis.levels) {
      lines.append("No intervals: \(lack.text)\(lack.hint).")
    }
    if analysis.isNested {
      lines.append(
        "\(study.mazes.isOfLevels ? "Episodes of one level share its maze" : "Episodes of one maze share it"), so that \(units) are what counts: intervals and standard errors allow "
          + "for it, and folds and random halves are of whole \(units).")
    }
    return lines.map { "- \($0)" }.joined(separator: "\n")
  }

  private func outcome(_ name: String) -> GroupedRate? { analysis.outcomes.first { $0.name == name }?.rate }

  private func group(_ name: String) -> GroupedRate? { analysis.groups.first { $0.name == name }?.rate }

  /// "670 of 1,000 episodes (67.0 %, 95 % interval 64.0 to 69.8 %)".
  private func share(_ name: String) throws -> String {
    guard let rate = outcome(name) else { return "no episode" }
    return try counted(rate)
  }

  private func counted(_ rate: GroupedRate) throws -> String {
    let estimate = try rate.estimate(study.rule)
    let share = estimate.lack.map { "\(percent(estimate.estimate)); \($0.text)" } ?? percent(estimate)
    return "\(rate.successes.grouped) of \(rate.trials.grouped) episodes (\(share))"
  }

  /// "67.0 %, 95 % interval 64.0 to 69.8 %", with the number of levels where episodes are not what counts.
  private func percent(_ estimate: UnitEstimate) -> String {
    let share = percent(estimate.estimate)
    guard let interval = estimate.interval else { return estimate.lack.map { "\(share) (\($0.text))" } ?? share }
    let units = analysis.isNested ? " over \(estimate.count.grouped) \(units)" : ""
    return "\(share), 95 % interval \(number(interval.lower)) to \(percent(interval.upper))\(units)"
  }

  func percent(_ fraction: Double) -> String { "\(number(fraction)) %" }

  /// Per cent with one decimal, and a sign where it is negative.
  func signed(_ fraction: Double) -> String { fraction < 0 ? "-\(number(-fraction))" : number(fraction) }

  /// Per cent with one decimal.
  private func number(_ fraction: Double) -> String {
    let tenths = Int(bounded: (fraction * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

extension [String] {
  /// `a, b and c`.
  var listedAll: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}
