import HookKit

/// A question of a page that has no answer.
enum LabError: ExplainedError, Equatable {
  case message(String)
  case missing(String, kind: LabRequest.Kind)
  case outOfRange(String, String)
  case newer
  /// A row with a group of several edits.
  case severalEdits

  var explanation: Explanation {
    switch self {
    case .message(let reason):
      Explanation(.badData, "message", "is not understood: \(reason)", try: "reload the page")
    case .missing(let key, let kind):
      Explanation(.badData, "message \(kind.rawValue)", "has no \(key)", try: "reload the page")
    case .outOfRange(let what, let allowed):
      .outOfRange(what, allowed: allowed)
    case .severalEdits:
      Explanation(
        .usage, "group(...)", "a row has one edit, and this group has several",
        try: "give each a row of its own, with the group's name: group(CALL, named: NAME)")
    case .newer:
      Explanation(.usage, "this question", "was taken back by a newer one")
    }
  }
}
