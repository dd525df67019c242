import CCairo
import COpenBLAS
import CZip
import Foundation
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import PluginHost
import Sweeps

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
  /// Everything that is looked at, in the order in which it is listed. There is no other list: what has no case is not
  /// looked at, and every case is.
  enum Item: String, CaseIterable {
    case program = "hookctl"
    case policy = "bundled policy"
    case pictures = "procgen's pictures"
    case library = "procgen's library"
    case openBLAS = "OpenBLAS"
    case cairo, libzip
    case sqlite = "SQLite"
    case giflib, ffmpeg, fonts
    case swift = "Swift toolchain"
    case processor
    case cacheFolder = "cache folder"
    case interventions, completions
  }

  static func findings(_ program: Program) -> [InstalledItem] { Item.allCases.map { finding($0, program) } }

  private static func finding(_ item: Item, _ program: Program) -> InstalledItem {
    switch item {
    case .program: InstalledItem(item, .good, "\(Version.current), \(programPath)")
    case .policy: policy
    case .pictures: pictures
    case .library: library
    case .openBLAS: openBLAS
    case .cairo: InstalledItem(item, .good, String(cString: cairo_version_string()))
    case .libzip: InstalledItem(item, .good, String(cString: zip_libzip_version()))
    case .sqlite: InstalledItem(item, .good, SweepReader.sqliteVersion)
    case .giflib: InstalledItem(item, .good, GIFVideo.libraryVersion)
    case .ffmpeg: ffmpeg
    case .fonts: fonts
    case .swift: swift
    case .processor: processor
    case .cacheFolder: InstalledItem(item, .note, CacheFolder.path())
    case .interventions: InstalledItem(item, .good, "\(program.registry.kinds.count) kinds")
    case .completions:
      InstalledItem(item, .note, "hookctl --generate-completion-script bash|zsh|fish prints a script for your shell")
    }
  }

  private static var programPath: String { Bundle.main.executablePath ?? CommandLine.arguments.first ?? "" }

  private static var policy: InstalledItem {
    trying(.policy) {
      let policy = try Policy.bundled()
      return "\(try BundledPolicy.path()), \(policy.architecture), SHA-256 \(policy.sha256.prefix(12))..."
    }
  }

  private static var pictures: InstalledItem {
    trying(.pictures) {
      _ = try Pictures()
      return "\(PictureFiles.defaultFolder()), all \(PictureFiles.all.count) with the right SHA-256"
    }
  }

  /// The real procgen, which only `--backend procgen` and `maze parity` need.
  private static var library: InstalledItem {
    trying(.library, otherwise: .note) {
      try ProcgenLibrary.check()
      return "\(ProcgenLibrary.version), with the right SHA-256"
    }
  }

  /// Only .mp4 needs it.
  private static var ffmpeg: InstalledItem {
    MP4Video.installedProgram.map { InstalledItem(.ffmpeg, .good, $0) }
      ?? InstalledItem(
        .ffmpeg, .note, "not installed; only .mp4 videos need it",
        remedy: "install it, on Debian: apt-get install ffmpeg")
  }

  /// Only building plugins needs it.
  private static var swift: InstalledItem {
    PluginHost.toolchain().map { InstalledItem(.swift, .good, $0) }
      ?? InstalledItem(
        .swift, .note, "no `swift` on the PATH; only building plugins needs it", remedy: "https://www.swift.org/install"
      )
  }

  private static var openBLAS: InstalledItem {
    let config = String(cString: openblas_get_config()).split(separator: " ").joined(separator: " ")
    return InstalledItem(.openBLAS, .good, config)
  }

  /// What `body` found, or what it says is missing.
  private static func trying(
    _ item: Item, otherwise status: InstalledItem.Status = .missing, _ body: () throws -> String
  ) -> InstalledItem {
    do { return InstalledItem(item, .good, try body()) } catch {
      guard let explanation = (error as? any ExplainedError)?.explanation else {
        return InstalledItem(item, status, "\(error)")
      }
      return InstalledItem(
        item, status, "\(explanation.subject): \(explanation.problem)", remedy: explanation.remedy)
    }
  }

  private static var processor: InstalledItem {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let vectors = vectorExtensions
    return InstalledItem(
      .processor, .note,
      "\(cores.counted("core"))\(vectors.isEmpty ? "" : ", \(vectors.joined(separator: " "))")")
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
  init(_ item: Installation.Item, _ status: Status, _ detail: String, remedy: String = "") {
    self.init(name: item.rawValue, status: status, detail: detail, remedy: remedy)
  }
}
