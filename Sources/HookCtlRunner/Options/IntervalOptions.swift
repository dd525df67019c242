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
