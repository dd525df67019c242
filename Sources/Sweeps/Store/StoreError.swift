import GRDB
import HookKit

/// A results file that is not what it should be.
public enum StoreError: ExplainedError, Hashable {
  /// The file is no SQLite database.
  case notADatabase(path: String)
  /// The file is a database without the tables of a sweep.
  case notASweep(path: String)
  /// The file is damaged; `detail` is what SQLite or the reader found.
  case damaged(path: String, detail: String)
  /// A schema that this HookKit does not read.
  case version(path: String, found: Int)
  /// A schema that this HookKit reads, but does not merge.
  case olderVersion(path: String, found: Int)
  /// The file was begun by a program that draws other random numbers for the same seed.
  case otherDraws(path: String, program: String)
  /// Another sweep is writing to the file.
  case inUse(path: String)
  /// Another program has locked the file.
  case busy(path: String)
  /// The file cannot be written; `reason` is what the system says.
  case full(path: String, reason: String)
  /// The file belongs to a sweep that differs from this one in `key`.
  case otherSweep(path: String, key: String, here: String, there: String)
  /// Two files that have the same point.
  case overlap(point: Int, first: String, second: String)
  /// A query that SQLite does not accept, or that would change something; `reason` is its message.
  case query(String, reason: String)
  /// A query several of whose columns have one name.
  case repeatedColumn(String, query: String)
  /// An error of SQLite that should not happen; `reason` is its message.
  case failed(path: String, reason: String)
  /// A metric that the sweep did not measure; `known` are those that it did.
  case noMetric(String, known: [String])
  /// An axis that the sweep does not have; `known` are those that it has.
  case noAxis(String, known: [String])
  /// A file without a finished point.
  case noResults(path: String)

  public var explanation: Explanation {
    switch self {
    case .notADatabase(let path):
      Explanation(
        .badData, path, "is no SQLite database",
        try: "name a file that `hookctl sweep --out` wrote, or one that does not exist yet")
    case .notASweep(let path):
      Explanation(
        .badData, path, "is a database, but not of a sweep",
        try: "name a file that `hookctl sweep --out` wrote")
    case .damaged(let path, let detail):
      Explanation(
        .badData, path, "is damaged: \(detail)",
        try: "`sqlite3 \(path) .recover` saves what can be read; run the sweep again into a new file")
    case .version(let path, let found):
      Explanation(
        .badData, path, "has version \(found) of the results' schema",
        try: "this HookKit reads versions \(Schema.oldestVersion) to \(Schema.version); use the HookKit that wrote it")
    case .olderVersion(let path, let found):
      Explanation(
        .usage, path, "has version \(found) of the results' schema, which can be read but not merged",
        try: "merge its parts with the HookKit that wrote them, or run the sweep again with this one")
    case .otherDraws(let path, let program):
      Explanation(
        .usage, path,
        "was begun by \(program.isEmpty ? "another HookKit" : program), which drew other random numbers for the same seed: "
          + "its finished points and new ones would not belong together",
        try: "name another file and run the sweep from its beginning, or go on with the HookKit that began it")
    case .inUse(let path):
      Explanation(
        .unreadable, path, "another sweep is writing to it",
        try: "wait for it, or name another file; shards (--shard K/N) have a file each")
    case .busy(let path):
      Explanation(
        .unreadable, path, "another program has locked it", try: "close that program, and try again")
    case .full(let path, let reason):
      Explanation(
        .unreadable, path, "cannot be written: \(reason)",
        try: "make room and run the same command again; all finished points are kept")
    case .otherSweep(let path, let key, let here, let there):
      Explanation(
        .usage, path,
        "belongs to another sweep: its \(key) is \(Self.short(there)), and this one's is \(Self.short(here))",
        try: "name another file, or run the command that it was made with (`hookctl results show`)")
    case .overlap(let point, let first, let second):
      Explanation(
        .usage, "\(first) and \(second)",
        "both have point \(point), so they are not parts of one sweep that fit together",
        try: "leave one of them out")
    case .query(let sql, let reason):
      Explanation(
        .usage, "query \"\(Self.short(sql))\"", reason,
        try: "the tables and the view `results` are described in Documentation/FileFormats.md")
    case .repeatedColumn(let name, let sql):
      Explanation(
        .usage, "query \"\(Self.short(sql))\"", "several of its columns are called \"\(name)\"",
        try: "give each a name of its own: SELECT a AS first, b AS second")
    case .failed(let path, let reason): Explanation(.defect, path, "SQLite failed: \(reason)")
    case .noMetric(let name, let known):
      .unknown("metric", name, among: known, problem: "this sweep did not measure it")
    case .noAxis(let name, let known):
      .unknown("axis", name, among: known, problem: "this sweep has no such axis")
    case .noResults(let path):
      Explanation(.badData, path, "has no finished points yet", try: "wait for the sweep, or run it")
    }
  }

  private static func short(_ text: String) -> String { text.count > 80 ? "\(text.prefix(80))..." : text }

  /// What SQLite reported, as one of these; other errors as they are.
  static func explaining<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw Self(error, path: path)
    } catch let fault as ValueFault {
      throw Self.damaged(path: path, detail: fault.text)
    } catch let error as RowDecodingError {
      throw Self.damaged(path: path, detail: "\(error)")
    }
  }

  private init(_ error: DatabaseError, path: String) {
    let message = error.message ?? "\(error.extendedResultCode)"
    self =
      switch error.resultCode {
      case .SQLITE_NOTADB: .notADatabase(path: path)
      // Our own statements are right for tables that are: these are the file's.
      case .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_SCHEMA, .SQLITE_TOOBIG,
        .SQLITE_FORMAT, .SQLITE_RANGE, .SQLITE_NOTFOUND, .SQLITE_EMPTY:
        .damaged(path: path, detail: message)
      case .SQLITE_FULL: .full(path: path, reason: "the disk is full")
      case .SQLITE_NOMEM: .full(path: path, reason: "the system gives no more memory")
      case .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_READONLY: .full(path: path, reason: message)
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
      default: .failed(path: path, reason: message)
      }
  }
}
