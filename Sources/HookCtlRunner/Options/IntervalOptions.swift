import ArgumentParser
import Statistics

/// Which means over levels have an interval; the same for all commands that print them.
struct IntervalOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Print intervals of means over 2 to 4 levels too. Their spread is hardly known: they cover less often than they say."
    ))
  var smallSampleIntervals = false

  var rule: IntervalRule { IntervalRule(allowsSmallSamples: smallSampleIntervals) }
}

extension IntervalLack {
  /// What prints the intervals after all; nothing where there is no way to have them.
  var hint: String {
    switch self {
    case .one: ""
    case .few: " (--small-sample-intervals prints them; they cover too seldom)"
    }
  }
}
