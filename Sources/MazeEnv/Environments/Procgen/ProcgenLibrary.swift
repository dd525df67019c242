import CLibenv
import Foundation
import HookKit

/// procgen's own library, opened at run time: the environments that the policies were trained in.
///
/// It belongs to others and is not part of HookKit; the set-up puts it into the cache folder, with the pictures of all
/// its games, which it reads when it starts. It ends the process on what it does not like, so that everything it is
/// given is checked before.
public final class ProcgenLibrary: Sendable {
  /// The version that HookKit's mazes are those of.
  public static let version = "0.10.7"
  /// The library's place in the folder of procgen.
  static let path = "data/prebuilt/libenv.so"
  /// The SHA-256 of the published library (procgen 0.10.7 for CPython 3.10, manylinux x86-64).
  static let digest = "f44786431a902e9ae1a32cd44f4aa650f4bdad893240a322e49e6098d6a7a2ea"
  /// The number of pictures of the published package; without any one of them the library ends the process.
  static let pictureCount = 1288
  /// The SHA-256 of the list of all of them, "SHA-256, two spaces, path", sorted by path.
  static let picturesDigest = "a1ebadd7a2d1495de288c5a68caf538294ee1f3937def046b7d61d9a55de6d52"

  /// The folder that holds `data`.
  let folder: String
  let functions: ProcgenFunctions

  /// The folder of the pictures, as the library wants it.
  var assets: String { "\(folder)/\(PictureFiles.assets)/" }

  /// Opens the library in a folder that holds `data/prebuilt` and `data/assets`.
  ///
  /// - Throws: ``ProcgenError`` when something is missing, or is not the published library.
  /// - Complexity: reads 30 MB, to check every file by its SHA-256.
  public convenience init(folder: String = PictureFiles.defaultFolder()) throws {
    try Self.check(folder)
    try self.init(opening: folder)
  }

  private init(opening folder: String) throws {
    self.folder = folder
    functions = try ProcgenFunctions(path: "\(folder)/\(Self.path)")
  }

  /// Looks for everything, without opening it.
  ///
  /// - Throws: ``ProcgenError``.
  public static func check(_ folder: String = PictureFiles.defaultFolder()) throws {
    #if os(Linux) && arch(x86_64)
      let library = "\(folder)/\(path)"
      guard FileManager.default.isReadableFile(atPath: library) else {
        throw ProcgenError.missing(path: library)
      }
      let found = SHA256.hexDigest(of: try FileInput.read(library, limit: 64 << 20))
      guard found == digest else { throw ProcgenError.otherLibrary(path: library, digest: found) }
      try checkPictures(in: folder)
    #else
      throw ProcgenError.otherSystem
    #endif
  }

  /// Checks every picture of every game: the library would draw others without a word.
  private static func checkPictures(in folder: String) throws {
    let found = FileManager.default.enumerator(atPath: "\(folder)/\(PictureFiles.assets)")?.compactMap { $0 as? String }
    let paths = (found ?? []).filter { $0.hasSuffix(".png") }.map { "assets/\($0)" }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard paths.count >= pictureCount else {
      throw ProcgenError.picturesMissing(folder: folder, found: paths.count, wanted: pictureCount)
    }
    let lines = try Parallel.map(paths.count) { index in
      "\(SHA256.hexDigest(of: try FileInput.read("\(folder)/data/\(paths[index])")))  \(paths[index])\n"
    }
    guard SHA256.hexDigest(of: Array(lines.joined().utf8)) == picturesDigest else {
      throw ProcgenError.otherPictures(folder: folder)
    }
  }
}

/// Why the real procgen cannot be had.
public enum ProcgenError: ExplainedError, Equatable {
  /// There is no library.
  case missing(path: String)
  /// It is not the published library of the version we know.
  case otherLibrary(path: String, digest: String)
  /// The pictures of its games are not all there.
  case picturesMissing(folder: String, found: Int, wanted: Int)
  /// They are not those of the published package.
  case otherPictures(folder: String)
  /// The system cannot open it; another library that it needs is missing, for example.
  case cannotOpen(path: String, reason: String)
  /// It has not the interface that it should have.
  case otherInterface(path: String, problem: String)
  /// The published library is for Linux on x86-64.
  case otherSystem
  /// It could not make environments.
  case notMade(count: Int)

  public var explanation: Explanation {
    switch self {
    case .missing(let path):
      Explanation(
        .notInstalled, path, "procgen's library is not installed",
        try: "run `hookctl data fetch` to get it; `--backend native` works without")
    case .otherLibrary(let path, let digest):
      Explanation(
        .badData, path,
        "is not the published library of procgen \(ProcgenLibrary.version): its SHA-256 begins with \(digest.prefix(12))",
        try: "delete it and run `hookctl data fetch`; `--backend native` works without")
    case .picturesMissing(let folder, let found, let wanted):
      Explanation(
        .notInstalled, folder,
        "only \(found.grouped) of the \(wanted.grouped) pictures that procgen's library needs are there",
        try: "run `hookctl data fetch` to get them; `--backend native` needs fewer")
    case .otherPictures(let folder):
      Explanation(
        .badData, folder, "a picture is not that of procgen \(ProcgenLibrary.version): their SHA-256 is another",
        try: "delete the folder and run `hookctl data fetch`; `--backend native` works without")
    case .cannotOpen(let path, let reason):
      Explanation(
        .notInstalled, path, "cannot be opened: \(reason)",
        try: "it needs GLib and zlib (Debian: libglib2.0-0, zlib1g); `--backend native` works without")
    case .otherInterface(let path, let problem):
      Explanation(
        .badData, path, problem, try: "delete it and run `hookctl data fetch`; `--backend native` works without"
      )
    case .otherSystem:
      Explanation(
        .notInstalled, "the real procgen", "its published library is for Linux on x86-64",
        try: "use --backend native")
    case .notMade(let count):
      Explanation(.notInstalled, "procgen's library", "made no environments when asked for \(count)")
    }
  }
}
