import Foundation
import HookKit

/// The files of procgen's pictures that the maze uses, and where they are kept.
public enum PictureFiles {
  /// The folder of the pictures inside procgen's package.
  static let assets = "data/assets"

  /// More bytes than any of the files has.
  static let largest = 4 << 20

  /// A file, as its path in the assets folder and its SHA-256.
  public struct File: Sendable, Hashable {
    /// The path relative to `data/assets`.
    public let path: String
    /// The SHA-256 of the file, 64 hexadecimal digits.
    public let digest: String
  }

  /// The wall.
  public static let wall = File(
    path: "kenney/Ground/Sand/sandCenter.png",
    digest: "d66859ab14bb9a34d68696a0a3ef65962fc162a05569cc90b8a500692f00a578")
  /// The cheese.
  public static let cheese = File(
    path: "misc_assets/cheese.png",
    digest: "1f0c81625b99ce88a6f1c1adebab342a7eba490cc8ee5ea5b821be593d9e6796")
  /// The mouse, which faces left.
  public static let mouse = File(
    path: "kenney/Enemies/mouse_move.png",
    digest: "a70e5818dfd7c9efcd6d4555edb3a12f99eb8ea4de2b32748b0dc16976e18e3d")
  /// The nine backgrounds in procgen's order.
  public static let backgrounds =
    [
      File(
        path: "topdown_backgrounds/floortiles.png",
        digest: "640ae3f1d606c2935a66560c5a49c5ae8ba69f2dbb88c3a01cdae70fa25f1a6d")
    ]
    + zip(1...8, detailed).map { File(path: "topdown_backgrounds/backgrounddetailed\($0).png", digest: $1) }

  /// All twelve files.
  public static let all = [wall, cheese, mouse] + backgrounds

  private static let detailed = [
    "03a11c3f856b684e5455a381df6681ef43d346549cd1878f3ea1c8b268bb25a2",
    "555e54c7159e9d17b6c1b2b0378d281144c1c1d13e40bf546708a6b0e007032e",
    "15f2b765201fe0b27846b729e4313b3d40ee6b1df029d0f57bf443d751908524",
    "5aae45e4c3704a61a5bcee9f0b5f2d5b81243db9a3dbfb78ac5e845db3f89b92",
    "0481e170c99d47d8d2abb012e447bc0e205ce0f824b234ee201b12201f5a975a",
    "f444172bf8b9779faebc1e3dcc8e5392a5a63c8d328bd4b6e1e8557c4789ee5d",
    "24144b5774964289f6caa8e40fb6a159be748aa1a477f95b3809bd28666ad030",
    "aaaa77c0e2d23e36cb7405a53ccfff19ddd715e64a330fa82d2aba10df155acb",
  ]

  /// Names the folder that holds `data/assets`, in place of the default one.
  public static let variable = "HOOKKIT_PROCGEN"

  /// The folder that holds `data/assets`.
  ///
  /// It is `$HOOKKIT_PROCGEN` when that is set, else `$XDG_CACHE_HOME/hookkit/procgen-0.10.7`, where the
  /// cache folder defaults to `~/.cache`.
  public static func defaultFolder(
    environment: [String: String] = ProcessInfo.processInfo.environment
  )
    -> String
  {
    if let folder = environment[variable], !folder.isEmpty { return folder }
    return CacheFolder.path(environment: environment) + "/procgen-0.10.7"
  }

  /// Whether all files are in `folder`; does not look into them.
  public static func areInstalled(in folder: String = defaultFolder()) -> Bool {
    all.allSatisfy { FileManager.default.isReadableFile(atPath: path(of: $0, in: folder)) }
  }

  static func path(of file: File, in folder: String) -> String { "\(folder)/\(assets)/\(file.path)" }
}
