import HookKit
import MazeLab

/// What was found, in every form in which it is shown and written: the one value that a command or a study answers with.
///
/// Cards, tables, pictures and folders are made of ``findings``; a report adds what only it knows: a shorter text for the
/// terminal, data in a form of its own, arrays. ``Findings`` are a report by themselves.
public protocol Report {
  /// Everything found, for people, with the recipe.
  var findings: Findings { get throws }

  /// For the terminal, without a line feed at the end; by default that of the findings.
  var text: String { get throws }

  /// For programs: what `--json` prints; by default that of the findings.
  var json: JSONValue { get throws }

  /// The rows of `.csv` and `.jsonl` files; nil for all tables of the findings as one.
  var records: DataTable? { get throws }

  /// The lines of `.jsonl` files; nil for the rows of ``records``.
  var lines: [JSONValue]? { get throws }

  /// The arrays of `.npz` files; nil for the tensors of the findings.
  var arrays: ArrayArchive? { get throws }

  /// What `.json` files call data that is a list, beside its recipe.
  var listName: String { get }

  /// Whether `--json` prints lines for people too, with indents; otherwise one line.
  var isListing: Bool { get }

  /// What `--json` prints, in full.
  var printedJSON: String { get throws }

  /// What a terminal shows above the text where nothing is written to files; nil for nothing.
  func drawing(_ options: TerminalField.Options) -> String?

  /// What is printed for people: the drawing, and the text below it.
  ///
  /// - Parameters:
  ///   - options: what the terminal can show.
  ///   - isWritten: whether files have it too.
  func printed(_ options: TerminalField.Options, isWritten: Bool) throws -> String

  /// The contents of a file in a form that the report alone knows; nil for all that is made of findings.
  func bytes(_ format: OutputFormat, for path: String) throws -> [UInt8]?

  /// Writes a file that is not made of findings: data on the disk, videos.
  ///
  /// - Returns: whether it is such a file; of all others nothing is written here.
  func write(_ format: OutputFormat, to path: String) throws -> Bool
}

extension Report {
  public var text: String { get throws { try findings.text } }
  public var json: JSONValue { get throws { try findings.json } }
  public var records: DataTable? { nil }
  public var lines: [JSONValue]? { nil }
  public var arrays: ArrayArchive? { nil }
  public var listName: String { "entries" }
  public var isListing: Bool { false }
  public func drawing(_ options: TerminalField.Options) -> String? { nil }
  public func bytes(_ format: OutputFormat, for path: String) throws -> [UInt8]? { nil }
  public func write(_ format: OutputFormat, to path: String) throws -> Bool { false }
  public var printedJSON: String { get throws { try isListing ? json.text : json.line } }

  public func printed(_ options: TerminalField.Options, isWritten: Bool) throws -> String {
    [isWritten ? nil : drawing(options), try text].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "\n\n")
  }
}

extension Findings: Report {
  public var findings: Findings { self }
}
