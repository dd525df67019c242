/// A folder that an archive cannot grow in.
public enum GrowingArchiveError: ExplainedError, Hashable {
  /// The folder holds unfinished work with another fingerprint.
  case other(folder: String)
  /// A file in the folder is damaged, or shorter than what was committed.
  case damaged(folder: String, file: String)
  /// The folder holds something that no growing archive puts there.
  case notOurs(folder: String)
  /// Another process is at work in the folder.
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
