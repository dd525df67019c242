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
  /// - Throws: `Fault` when something is missing, or is not the published library.
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
  /// - Throws: `Fault` when something is missing, or is not what was published.
  public static func check(_ folder: String = PictureFiles.defaultFolder()) throws {
    guard Platform.isLinuxOnX86 else {
      throw Fault(
        .notInstalled, "the real procgen", "its published library is for Linux on x86-64", try: "use --backend native")
    }
    let library = "\(folder)/\(path)"
    guard FileManager.default.isReadableFile(atPath: library) else {
      throw Fault(
        .notInstalled, library, "procgen's library is not installed",
        try: "run `hookctl data fetch` to get it; \(without)")
    }
    let found = SHA256.hexDigest(of: try FileInput.read(library, limit: 64 << 20))
    guard found == digest else {
      throw other(
        library,
        "is not the published library of procgen \(version): its SHA-256 begins with \(found.prefix(12))")
    }
    try checkPictures(in: folder)
  }

  /// Checks every picture of every game: the library would draw others without a word.
  private static func checkPictures(in folder: String) throws {
    let found = FileManager.default.enumerator(atPath: "\(folder)/\(PictureFiles.assets)")?.compactMap { $0 as? String }
    let paths = (found ?? []).filter { $0.hasSuffix(".png") }.map { "assets/\($0)" }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard paths.count >= pictureCount else {
      throw Fault(
        .notInstalled, folder,
        "only \(paths.count.grouped) of the \(pictureCount.grouped) pictures that procgen's library needs are there",
        try: "run `hookctl data fetch` to get them; `--backend native` needs fewer")
    }
    let lines = try Parallel.map(paths.count) { index in
      "\(SHA256.hexDigest(of: try FileInput.read("\(folder)/data/\(paths[index])")))  \(paths[index])\n"
    }
    guard SHA256.hexDigest(of: Array(lines.joined().utf8)) == picturesDigest else {
      throw Fault(
        .badData, folder, "a picture is not that of procgen \(version): their SHA-256 is another",
        try: "delete the folder and run `hookctl data fetch`; \(without)")
    }
  }

  static let without = "`--backend native` works without"

  /// A library that is not the one we know.
  static func other(_ path: String, _ problem: String) -> Fault {
    Fault(.badData, path, problem, try: "delete it and run `hookctl data fetch`; \(without)")
  }
}
