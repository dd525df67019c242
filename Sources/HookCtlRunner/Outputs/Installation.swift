import CCairo
import COpenBLAS
import CZip
import Foundation
import HookKit
import ImpalaModel
import MazeEnv
import Sweeps
import MazeLab

/// One thing that was looked at.
struct InstalledItem {
  enum Status: String {
    case good = "ok"
    case missing = "missing"
    /// For information.
    case note = "-"
  }

  let name: String
  let status: Status
  let detail: String
  var remedy = ""
}

/// Looks at what the program stands on.
enum Installation {
  static func findings(_ program: Program) -> [InstalledItem] {
    [
      InstalledItem(name: "hookctl", status: .good, detail: "\(Version.current), \(programPath)"),
      policy, pictures, openBLAS, cairo, zip, sqlite, fonts, processor,
      InstalledItem(name: "cache folder", status: .note, detail: CacheFolder.path()),
      InstalledItem(name: "interventions", status: .good, detail: "\(program.registry.kinds.count) kinds"),
      InstalledItem(
        name: "completions", status: .note,
        detail: "hookctl --generate-completion-script bash|zsh|fish prints a script for your shell"),
    ]
  }

  private static var programPath: String { Bundle.main.executablePath ?? CommandLine.arguments.first ?? "" }

  private static var policy: InstalledItem {
    let name = "bundled policy"
    do {
      let policy = try Policy.bundled()
      return InstalledItem(
        name: name, status: .good,
        detail: "\(try BundledPolicy.path()), \(policy.architecture), SHA-256 \(policy.sha256.prefix(12))...")
    } catch { return InstalledItem(failed: name, error) }
  }

  private static var pictures: InstalledItem {
    let name = "procgen's pictures"
    do {
      _ = try Pictures()
      return InstalledItem(
        name: name, status: .good,
        detail: "\(PictureFiles.defaultFolder()), all \(PictureFiles.all.count) with the right SHA-256")
    } catch { return InstalledItem(failed: name, error) }
  }

  /// The real procgen, which only `--backend procgen` and `maze parity` need.
  private static var library: InstalledItem {
    let name = "procgen's library"
    do {
      try ProcgenLibrary.check()
      return InstalledItem(name: name, status: .good, detail: "\(ProcgenLibrary.version), with the right SHA-256")
    } catch {
      let finding = InstalledItem(failed: name, error)
      return InstalledItem(name: name, status: .note, detail: finding.detail, remedy: finding.remedy)
    }
  }

  private static var gif: InstalledItem {
    InstalledItem(name: "giflib", status: .good, detail: GIFVideo.libraryVersion)
  }

  /// Only .mp4 needs it.
  private static var ffmpeg: InstalledItem {
    guard let path = MP4Video.installedProgram else {
      return InstalledItem(
        name: "ffmpeg", status: .note, detail: "not installed; only .mp4 videos need it",
        remedy: "install it, on Debian: apt-get install ffmpeg")
    }
    return InstalledItem(name: "ffmpeg", status: .good, detail: path)
  }

  private static var openBLAS: InstalledItem {
    let config = String(cString: openblas_get_config()).split(separator: " ").joined(separator: " ")
    return InstalledItem(name: "OpenBLAS", status: .good, detail: config)
  }

  private static var cairo: InstalledItem {
    InstalledItem(name: "cairo", status: .good, detail: String(cString: cairo_version_string()))
  }

  private static var zip: InstalledItem {
    InstalledItem(name: "libzip", status: .good, detail: String(cString: zip_libzip_version()))
  }

  private static var sqlite: InstalledItem {
    InstalledItem(name: "SQLite", status: .good, detail: SweepReader.sqliteVersion)
  }

  private static var processor: InstalledItem {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let vectors = vectorExtensions
    return InstalledItem(
      name: "processor", status: .note,
      detail:
        "\(cores) core\(cores == 1 ? "" : "s")\(vectors.isEmpty ? "" : ", \(vectors.joined(separator: " "))")"
    )
  }

  /// Those that the kernels are compiled for, as the operating system names them.
  private static var vectorExtensions: [String] {
    guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("flags") })
    else { return [] }
    let flags = Set(line.split(separator: " ").map(String.init))
    return ["avx2", "fma", "avx512f"].filter(flags.contains)
  }
}

extension InstalledItem {
  fileprivate init(failed name: String, _ error: any Error) {
    guard let explanation = (error as? any ExplainedError)?.explanation else {
      self.init(name: name, status: .missing, detail: "\(error)")
      return
    }
    self.init(
      name: name, status: .missing, detail: "\(explanation.subject): \(explanation.problem)",
      remedy: explanation.remedy)
  }
}
