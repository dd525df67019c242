import CCairo
import COpenBLAS
import CZip
import Foundation
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Sweeps

/// Looks at what programs of HookKit stand on: what `hookctl doctor` lists.
public struct Installation {
  /// Everything that is looked at, in the order in which it is listed. There is no other list: what has no case is not
  /// looked at, and every case is.
  package enum Item: String, CaseIterable {
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

  /// What was found, in the order in which it is listed.
  public let items: [InstalledItem]

  /// Looks at everything.
  ///
  /// - Parameters:
  ///   - registry: what the program knows, plugins included.
  ///   - toolchain: the Swift toolchain that builds plugins; nil for none.
  public init(_ registry: Registry, toolchain: String?) {
    items = Item.allCases.map { Self.finding($0, registry, toolchain) }
  }

  /// What programs need by default and do not have, or not as it should be.
  public var missing: [InstalledItem] { items.filter { $0.status == .missing } }

  /// What was found, in every form.
  public var report: DataReport {
    DataReport("What is installed", named: "installation", .array(items.map(\.json))) {
      var table = Table()
      for item in items {
        table.add(item.status.rawValue, item.name, item.detail)
        if !item.remedy.isEmpty { table.add("", "", "-> \(item.remedy)") }
      }
      return table.text
    }
  }

  private static func finding(_ item: Item, _ registry: Registry, _ toolchain: String?) -> InstalledItem {
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
    case .swift: swift(toolchain)
    case .processor: processor
    case .cacheFolder: InstalledItem(item, .note, CacheFolder.path())
    case .interventions: InstalledItem(item, .good, "\(registry.kinds.count) kinds")
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
  private static func swift(_ toolchain: String?) -> InstalledItem {
    toolchain.map { InstalledItem(.swift, .good, $0) }
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
