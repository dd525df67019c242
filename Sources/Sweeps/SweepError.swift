import HookKit
import MazeLab

/// A sweep that cannot be done as it is written.
public enum SweepError: ExplainedError, Hashable {
  /// A way in which the mouse cannot look.
  case facing(String)
  /// An axis without values.
  case emptyAxis(String)
  /// An axis that has a value twice.
  case repeatedValue(axis: String, value: String)
  /// Text that is no series of numbers `FIRST..LAST/STEP`, and what is wrong with it.
  case steps(String, String)
  /// Text in braces that is no list of values, and what is wrong with it.
  case braces(String, String)
  /// An axis that is given its values twice.
  case axisTwice(String)
  /// An axis that the sweep does not have; `call` is where it was named, `known` are those that it has.
  case unknownAxis(String, call: String?, known: [String])
  /// An axis that no edit depends on.
  case unusedAxis(String)
  /// A value that is no number, on an axis of numbers.
  case notANumber(axis: String, value: String)
  /// Text that is no seed.
  case notASeed(String)
  /// An axis whose name results have for something else.
  case axisName(String, isTakenBy: String)
  /// A metric whose name results have for something else.
  case metricName(String, isTakenBy: String)
  /// Several plans, with patches in between.
  case plansApart
  /// A number of patches before the plan that is not from 0 to the number of all.
  case patchesBeforePlans(Int, of: Int)
  /// No level was named.
  case noLevels
  /// No metric was named.
  case noMetrics
  /// No edit was named.
  case noEdits
  /// More points than are run at once.
  case tooManyPoints(Double)
  /// A number of null draws that is out of range.
  case draws(Int)
  /// Text that is no shard `K/N`.
  case shard(String)
  /// A sweep file that cannot be read, and why.
  case file(String)
  /// A key that sweep files do not have; `known` are those that they have.
  case fileKey(String, known: [String])
  /// A version of sweep files that this HookKit does not read.
  case fileVersion(Int)
  /// The faults of one point, named by its coordinates.
  case point(String, problem: String, remedy: String)

  public var explanation: Explanation {
    switch self {
    case .facing(let text):
      Explanation(
        .usage, "facing \"\(text)\"", "the mouse cannot look that way",
        try: "write \(FieldFacing.allCases.map(\.rawValue).joined(separator: ", ")), or several: left, right, both")
    case .emptyAxis(let name):
      Explanation(.usage, "axis \"\(name)\"", "has no values", try: "give at least one")
    case .repeatedValue(let axis, let value):
      Explanation(.usage, "axis \"\(axis)\"", "has \(value) twice", try: "name each value once")
    case .steps(let text, let problem):
      Explanation(.usage, text, problem, try: "write FIRST..LAST/STEP, as in -2..2/0.5")
    case .braces(let text, let problem):
      Explanation(
        .usage, "\"\(text)\"", problem,
        try: "write values as in {-2..2/0.5}, {5, 55}, {embedder.block*.resadd_out} or {name = 1, 2}")
    case .axisTwice(let name):
      Explanation(
        .usage, "axis \"\(name)\"", "gets its values twice",
        try: "use it again as {\(name)}, or choose another name")
    case .unknownAxis(let name, let call, let known):
      .unknown(
        "axis", name, among: known, in: call.map { "{\(name)} in \"\($0)\"" }, problem: "there is no such axis",
        otherwise: "there are \(known.joined(separator: ", ")); values are written as in {\(name) = 1, 2}")
    case .unusedAxis(let name):
      Explanation(
        .usage, "axis \"\(name)\"", "no edit depends on it, so all its points would be the same",
        try: "use it in a call as {\(name)}, or leave it out")
    case .notANumber(let axis, let value):
      Explanation(.usage, "axis \"\(axis)\"", "its value \(value) is no number", try: "give numbers")
    case .notASeed(let text):
      Explanation(
        .usage, "seed \"\(text)\"", "is no seed",
        try: "seeds are whole numbers from 0 to \(UInt64.max), as in 3, 0-9 or 0:10")
    case .axisName(let name, let other):
      Explanation(
        .usage, "axis \"\(name)\"", "in results this is the name of \(other)",
        try: "choose another, as in {my_\(name) = 1, 2}")
    case .metricName(let name, let other):
      Explanation(
        .usage, "metric \"\(name)\"", "in results this is the name of \(other)", try: "name each metric once")
    case .plansApart:
      Explanation(
        .usage, "--plan", "several plans are the values of an axis, and stand in one place among the patches",
        try: "give them one after the other")
    case .patchesBeforePlans(let count, let all):
      Explanation(
        .badData, "patchesBeforePlans \(count)", "there are \(all) patches", try: "give a number from 0 to \(all)")
    case .noLevels:
      Explanation(
        .usage, "no levels", "a sweep needs some",
        try: "give --levels 0-99 (levels: in a file, Axis.levels in Swift)")
    case .noMetrics:
      Explanation(
        .usage, "no metric", "a sweep measures something",
        try: "give --metric NAME; `hookctl metrics` lists them")
    case .noEdits:
      Explanation(
        .usage, "no edits", "every point would be the original",
        try: "give --patch CALL with axes in braces, or --plan FILE")
    case .tooManyPoints(let count):
      Explanation(
        .usage, "this sweep", "has \(Int(bounded: count).grouped) points, and at most 10,000,000 are run at once",
        try: "leave values out, or divide it: one sweep for each part of the levels")
    case .draws(let count):
      .outOfRange("\(count.grouped) null draws", allowed: "--nulls 0 to 10,000")
    case .shard(let text):
      Explanation(
        .usage, "shard \"\(text)\"", "is no part of a whole", try: "write K/N with K from 1 to N, as in 3/16")
    case .file(let reason):
      .unreadable(
        "sweep", reason, try: "a sweep has version, levels, patches and metrics; see Documentation/Sweeps.md")
    case .fileKey(let key, let known):
      .unknownKey(key, in: "sweep", among: known)
    case .fileVersion(let version):
      .otherVersion("sweep", version, reads: SweepFile.version)
    case .point(let point, let problem, let remedy):
      Explanation(.usage, "point \(point)", problem, try: remedy)
    }
  }
}
