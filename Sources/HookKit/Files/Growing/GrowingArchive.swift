import Foundation

/// Arrays that grow row by row in a folder on disk until they are put into one `.npz` file, and lines of text beside them.
///
/// What was committed survives an interrupt: whoever opens the folder again with the same fingerprint goes on where it
/// stopped. Memory does not grow with the arrays.
public final class GrowingArchive {
  /// An array: its name, the type of its elements, and the shape of a row.
  public struct Column: Hashable, Sendable {
    /// The array's name in the `.npz` file.
    public let name: String
    /// The type of its elements.
    public let type: ElementType
    /// The shape of a row; empty where a row is one number.
    public let row: [Int]

    /// An array of rows of the shape `row`.
    public init(_ name: String, _ type: ElementType, row: [Int] = []) {
      (self.name, self.type, self.row) = (name, type, row)
    }

    /// The number of bytes of a row.
    var size: Int { row.reduce(type.size, *) }
  }

  /// What is safely on disk.
  private struct Journal: Codable {
    var version = 1
    var fingerprint: String
    var units: Int
    var sizes: [String: Int]
  }

  /// The folder.
  public let folder: String
  /// How many units of work were committed, counted by the user of the archive.
  public private(set) var units = 0
  /// Whether there was a folder to go on with.
  public private(set) var isResumed = false

  private let fingerprint: String
  private let columns: [Column]
  private var files: [AppendedFile] = []
  private let lines: AppendedFile
  private var pending: [[UInt8]]
  private var pendingLines: [UInt8] = []

  static let headerSize = 128
  private static let linesName = "lines.jsonl"
  private static let journalName = "journal.json"

  /// Opens the folder, or makes it.
  ///
  /// - Parameters:
  ///   - folder: where the arrays grow; its parent must exist.
  ///   - columns: the arrays.
  ///   - fingerprint: says what is being made; a folder with another one is not touched.
  ///   - isFresh: whether what is there is thrown away.
  /// - Throws: ``GrowingArchiveError`` for a folder of something else or one that is damaged; `FileError`.
  public init(folder: String, columns: [Column], fingerprint: String, isFresh: Bool = false) throws {
    (self.folder, self.columns, self.fingerprint) = (folder, columns, fingerprint)
    pending = columns.map { _ in [] }
    try SystemPath.checkIsText(folder)
    let exists = try GrowingFolder.exists(folder)
    let journal = exists ? try Self.journal(folder) : nil
    if exists, !isFresh, let journal, journal.fingerprint != fingerprint {
      throw GrowingArchiveError.other(folder: folder)
    }
    if exists && (isFresh || journal == nil) { try Self.remove(folder, columns: columns.count) }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    } catch CocoaError.fileWriteFileExists {
    } catch { throw FileError.cannotWrite(path: folder, reason: "the folder cannot be made") }
    lines = try AppendedFile("\(folder)/\(Self.linesName)")
    guard lines.lock() else { throw GrowingArchiveError.busy(folder: folder) }
    files = try columns.indices.map { try AppendedFile(Self.path(folder, $0)) }
    if let journal, !isFresh { try resume(journal) } else { try begin() }
  }

  private func begin() throws {
    try lines.cut(to: 0)
    for file in files {
      try file.cut(to: 0)
      try file.append([UInt8](repeating: 0, count: Self.headerSize))
    }
    try commit(units: 0)
  }

  private func resume(_ journal: Journal) throws {
    for file in files + [lines] {
      guard let size = journal.sizes[Self.name(file.path)], size <= file.size else {
        throw GrowingArchiveError.damaged(folder: folder, file: Self.name(file.path))
      }
      try file.cut(to: size)
    }
    units = journal.units
    isResumed = true
  }

  /// Adds rows to an array, in memory until the next commit.
  ///
  /// - Precondition: the bytes are whole rows.
  public func append(_ bytes: [UInt8], to column: Int) {
    precondition(
      bytes.count.isMultiple(of: max(1, columns[column].size)), "\(bytes.count) bytes of \(columns[column])")
    pending[column] += bytes
  }

  /// Adds a line of text, without its line feed.
  public func append(line: String) { pendingLines += Array(line.utf8) + [10] }

  /// Writes everything added since the last commit; from now on it survives.
  public func commit(units: Int) throws {
    for (index, bytes) in pending.enumerated() where !bytes.isEmpty {
      try files[index].append(bytes)
      pending[index].removeAll(keepingCapacity: true)
    }
    try lines.append(pendingLines)
    pendingLines.removeAll(keepingCapacity: true)
    // The journal says what is on the disk, and must not be there before it.
    for file in files + [lines] { try file.sync() }
    self.units = units
    let sizes = (files + [lines]).map { (Self.name($0.path), $0.size) }
    let journal = Journal(
      fingerprint: fingerprint, units: units, sizes: Dictionary(uniqueKeysWithValues: sizes))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try FileOutput.write(Array(try encoder.encode(journal)), to: "\(folder)/\(Self.journalName)")
  }

  /// The number of rows of an array, those not committed yet included.
  public func rows(of column: Int) -> Int {
    (files[column].size - Self.headerSize + pending[column].count) / max(1, columns[column].size)
  }

  /// The number of bytes that the next commit will write.
  public var pendingBytes: Int { pending.reduce(pendingLines.count) { $0 + $1.count } }

  /// The file with the lines of text that were committed.
  public var linesPath: String { lines.path }

  /// Writes the `.npz` file with all arrays and some texts; entries are in the order of the columns.
  public func writeArchive(to path: String, metadata: [(key: String, text: String)]) throws {
    let staged = "\(folder)/archive.npz"
    for (index, column) in columns.enumerated() {
      let rows = rows(of: index)
      try files[index].overwrite(
        TypedArray.npyHeader(column.type, sizes: [rows] + column.row, length: Self.headerSize))
    }
    try ZipWriter.write(
      columns.enumerated().map { ("\($1.name).npy", files[$0].path) },
      contents: metadata.map { ("\($0.key).npy", NumpyTexts($0.text).npyBytes) },
      to: staged, for: path)
    try FileOutput.copy(staged, to: path)
  }

  /// Removes the folder: everything of it is elsewhere now.
  public func remove() throws { try Self.remove(folder, columns: columns.count) }

  private static func path(_ folder: String, _ column: Int) -> String { "\(folder)/\(column).npy" }
  private static func name(_ path: String) -> String {
    FileSystem.name(of: path)
  }

  private static func journal(_ folder: String) throws -> Journal? {
    let path = "\(folder)/\(journalName)"
    guard FileManager.default.fileExists(atPath: path) else {
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
      // Interrupted before the first commit, unless somebody else's files are in it.
      if names?.allSatisfy({ $0 == linesName || $0.hasSuffix(".npy") || $0.hasPrefix(".") }) ?? false {
        return nil
      }
      throw GrowingArchiveError.notOurs(folder: folder)
    }
    guard let journal = try? StrictJSON.decode(Journal.self, from: try FileInput.read(path)),
      journal.version == 1
    else { throw GrowingArchiveError.damaged(folder: folder, file: journalName) }
    return journal
  }

  /// Removes our own files, and the folder when nothing else is in it.
  private static func remove(_ folder: String, columns: Int) throws {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return }
    let isOurs = { (name: String) in
      [linesName, journalName].contains(name) || name.hasSuffix(".npy")
        || name.hasPrefix(".journal") || name.hasPrefix("archive.npz")
    }
    for name in names where isOurs(name) { try? FileManager.default.removeItem(atPath: "\(folder)/\(name)") }
    guard names.allSatisfy(isOurs) else { throw GrowingArchiveError.notOurs(folder: folder) }
    try? FileManager.default.removeItem(atPath: folder)
  }
}
