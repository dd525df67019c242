/// Why a file could not be read or written.
public enum FileError: ExplainedError, Equatable {
  /// There is nothing at the path. Similar names in its folder are looked for when the error is explained.
  case missing(path: String)
  /// No file's name fits the pattern.
  case noMatch(pattern: String)
  /// The path is a folder.
  case isFolder(path: String)
  /// The operating system refused; `reason` is its message.
  case cannotRead(path: String, reason: String)
  /// The file is larger than what it is read for can be.
  case tooLarge(path: String, limit: Int)
  /// The folder to write into does not exist.
  case missingFolder(path: String, folder: String)
  /// The operating system refused to write, or the disk is full; `reason` is its message. Nothing was left
  /// behind.
  case cannotWrite(path: String, reason: String)
  /// The name is no UTF-8, and what reads or writes the file takes text only.
  case nameNotText(path: String)
  /// Somebody else than the user asks for it, and the user has not named it.
  case notNamed(path: String)

  public var explanation: Explanation {
    switch self {
    case .missing(let path):
      Explanation(
        .unreadable, path, "there is no such file",
        try: NearNames.question(FileInput.namesNear(path), otherwise: "check the path"))
    case .noMatch(let pattern):
      Explanation(
        .unreadable, pattern, "no file's name fits this pattern", try: "check the folder, and put the pattern in quotes"
      )
    case .isFolder(let path):
      Explanation(.unreadable, path, "is a folder, not a file", try: "name a file in it")
    case .cannotRead(let path, let reason):
      Explanation(.unreadable, path, "cannot be read: \(reason)", try: "check its permissions")
    case .tooLarge(let path, let limit):
      .excessive(path, "holds more than \(limit >> 20) MiB")
    case .missingFolder(let path, let folder):
      Explanation(
        .unreadable, path, "the folder \"\(folder)\" does not exist", try: "make it with: mkdir -p \(folder)")
    case .cannotWrite(let path, let reason):
      Explanation(
        .unreadable, path, "cannot be written: \(reason)", try: "choose another place, or make room there")
    case .nameNotText(let path):
      Explanation(
        .usage, path, "the name is not UTF-8, and files of this kind need one that is", try: "choose another name")
    case .notNamed(let path):
      Explanation(
        .unreadable, path, "was not named when the command was started, and only such files are read",
        try: "start it again with an edit that names the file")
    }
  }
}
