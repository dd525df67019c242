/// A run that cannot be done as asked, or an edit that did not do what an edit does.
public enum RunError: ExplainedError, Hashable {
  /// Inputs whose rows are not of the shape that the network takes.
  case inputShape(given: Shape, wanted: Shape)
  /// Inputs without a row.
  case noRows
  /// A state that the network does not have; `known` are those that it has.
  case unknownState(String, known: [String])
  /// A state of another shape than the network's for so many rows.
  case stateShape(String, given: Shape, wanted: Shape)
  /// An edit after which all elements that it selects are as before; `selected` is their number, over all rows.
  case changedNothing(call: String, site: String, selected: Int)
  /// An intervention returned a tensor of another shape than it was given; `wanted` is the shape of a row.
  case wrongShape(call: String, site: String, returned: Shape, wanted: Shape)
  /// An edit made `count` elements of its site infinite or not a number.
  case notFinite(call: String, site: String, count: Int, remedy: String)
  /// The code of an intervention asked for something that cannot be done; `place` is its file and line, where they are known.
  case mistake(call: String, site: String, problem: String, place: String?)
  /// Edits each of which left its own site finite, and after which a value further down is not.
  case overflow(calls: [String], site: String, count: Int)
  /// A value that is not finite without any edit.
  case networkNotFinite(site: String, count: Int)
  /// Inputs that are infinite or not a number.
  case inputNotFinite(count: Int)
  /// More memory than the options allow, however small the parts.
  case memory(needed: Int, allowed: Int)
  /// ``RunOptions/isCancelled`` said so.
  case cancelled

  public var explanation: Explanation {
    switch self {
    case .inputShape(let given, let wanted):
      Explanation(.badData, "input of shape \(given)", "does not fit the network", try: "it takes [N] + \(wanted)")
    case .noRows:
      Explanation(.badData, "input", "has no rows", try: "give at least one observation")
    case .unknownState(let path, let known):
      .unknown(
        "state", path, among: known, problem: "the network has no such state",
        otherwise: known.isEmpty
          ? "it has none: give observations alone" : "its states are \(known.quotedList(most: 8))")
    case .stateShape(let path, let given, let wanted):
      Explanation(
        .badData, "state \"\(path)\" of shape \(given)", "does not fit the network", try: "it takes \(wanted)")
    case .changedNothing(let call, let site, let selected):
      Explanation(
        .usage, call,
        "changed nothing: all \(selected.grouped) selected elements of \(site) already were what it makes them",
        try: "choose other elements or parameters, or allow it with --allow-unmatched (Plan.allowUnmatched)")
    case .wrongShape(let call, let site, let returned, let wanted):
      Explanation(
        .defect, call, "returned shape \(returned) at \(site)",
        try: "an intervention returns the shape it is given: [N] + \(wanted)")
    case .notFinite(let call, let site, let count, let remedy):
      Explanation(
        .usage, call, "made \(count.grouped) elements of \(site) infinite or not a number", try: remedy)
    case .mistake(let call, let site, let problem, let place):
      Explanation(
        .defect, call, "at \(site), \(problem)" + (place.map { " (\($0))" } ?? ""),
        try: "correct the intervention's code")
    case .overflow(let calls, let site, let count):
      Explanation(
        .usage, calls.joined(separator: " and "),
        "made \(count.grouped) elements of \(site), further down the network, infinite or not a number",
        try: "use smaller parameters")
    case .networkNotFinite(let site, let count):
      Explanation(
        .badData, "the network", "\(count.grouped) elements of \(site) are infinite or not a number without any edit",
        try: "its parameters are too large for float32; take a checkpoint from before the training diverged")
    case .inputNotFinite(let count):
      .notFinite("input", count)
    case .memory(let needed, let allowed):
      Explanation(
        .usage, "a memory of \(allowed.grouped) bytes", "is not enough for one row at a time",
        try: "allow at least \(needed.grouped) bytes (EngineOptions.memory)")
    case .cancelled:
      Explanation(.usage, "the run", "was taken back before its end")
    }
  }
}
