extension FileOutput {
  /// A file to be written: where, and what.
  public struct Contents: Sendable {
    /// Where it goes.
    public let path: String
    /// All that will be in it.
    public let bytes: [UInt8]

    /// `bytes` for the file at `path`.
    public init(_ bytes: [UInt8], for path: String) { (self.path, self.bytes) = (path, bytes) }
  }

  /// Writes several files: all of them, or none when any cannot be written.
  ///
  /// All contents go to temporary files first, which are renamed when all are there. Pipes and devices come
  /// last. Within `delivering(_:)` the files take their places at its end.
  ///
  /// - Throws: ``FileError``; every target then has its old contents, unless renaming itself failed halfway.
  public static func write(_ files: [Contents]) throws {
    let targets = try files.map { (try FileTarget($0.path), $0.bytes) }
    let staged = try targets.filter { !$0.0.isStream }.map { target, bytes in
      try pending(target) { try writeAll(bytes, to: $0, target.path) }
    }
    try deliver(staged)
    for (target, bytes) in targets where target.isStream {
      try stream(to: target.path) { try writeAll(bytes, to: $0, target.path) }
    }
  }

  /// Puts files into their places, now or at the end of ``delivering(_:)``.
  static func deliver(_ files: [PendingFile]) throws {
    if let delivery = FileDelivery.current { delivery.add(files) } else { try PendingFile.commit(files) }
  }

  /// Checks that a file could be written at `path`, without writing: for asking before a long computation.
  ///
  /// - Throws: ``FileError``, as writing there would.
  public static func check(_ path: String) throws { _ = try FileTarget(path) }

  /// Runs `body`; the files that it writes together or copies take their places when it has returned, and not at all when it
  /// throws.
  ///
  /// A command that cannot print what it should so leaves no files either.
  package static func delivering<Result>(_ body: () throws -> Result) throws -> Result {
    let delivery = FileDelivery()
    do {
      let result = try FileDelivery.$current.withValue(delivery) { try body() }
      try delivery.end(isDelivered: true)
      return result
    } catch {
      try? delivery.end(isDelivered: false)
      throw error
    }
  }

  /// Does something once the files that were written are in their places, or are not to be: at once, or at the end of
  /// ``delivering(_:)``.
  package static func atEnd(_ step: @escaping (_ isDelivered: Bool) -> Void) {
    if let delivery = FileDelivery.current { delivery.add(step) } else { step(true) }
  }
}
