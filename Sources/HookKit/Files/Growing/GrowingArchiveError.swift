/// A folder that an archive cannot grow in.
public enum GrowingArchiveError: ExplainedError, Hashable {
  case other(folder: String)
  case damaged(folder: String, file: String)
  case notOurs(folder: String)
  case busy(folder: String)

  public var explanation: Explanation {
    switch self {
    case .other(let folder):
      Explanation(
        .usage, folder, "holds the unfinished work of another command",
        try: "give that command again to finish it, or start over with --fresh, which discards it")
    case .damaged(let folder, let file):
      Explanation(
        .badData, folder, "cannot be resumed: \(file) is damaged or cut off",
        try: "start over with --fresh, which discards it")
    case .busy(let folder):
      Explanation(
        .unreadable, folder, "another process is at work in it", try: "wait until it ends, or choose another name")
    case .notOurs(let folder):
      Explanation(
        .unreadable, folder, "is in the way: unfinished results go there, and it holds something else",
        try: "move it away, or choose another name for the output")
    }
  }
}
