import HookKit

/// Files of text.
enum TextFile {
  /// More than any plan or drawn maze has.
  private static let limit = 16 << 20

  /// - Throws: `FileError`; ``TextError`` for bytes that are no text in UTF-8, or UTF-16 with a byte order mark.
  static func read(_ path: String) throws -> String {
    let bytes = try FileInput.read(path, limit: limit)
    guard let text = PlainText.decode(bytes) else { throw TextError.notText(path: path) }
    return text
  }
}

/// A file that should be text and is not.
enum TextError: ExplainedError, Equatable {
  case notText(path: String)

  var explanation: Explanation {
    switch self {
    case .notText(let path): Explanation(.badData, path, "is no text", try: "give a text file in UTF-8")
    }
  }
}

/// What is wrong in a file, with the file's name in front.
struct InFile: ExplainedError {
  let path: String
  let fault: any ExplainedError

  /// Puts the file's name in front of what `body` finds wrong, unless it stands there already.
  static func reading<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let list as FaultList {
      throw FaultList(list.faults.map { InFile(path: path, fault: $0) })
    } catch let error as any ExplainedError where !error.explanation.subject.contains(path) {
      throw InFile(path: path, fault: error)
    }
  }

  /// What is wrong in a file is bad data, whatever it would be on the command line.
  var explanation: Explanation {
    let inner = fault.explanation
    return Explanation(
      inner.category == .usage ? .badData : inner.category, "\(path): \(inner.subject)", inner.problem,
      try: inner.remedy)
  }
}
