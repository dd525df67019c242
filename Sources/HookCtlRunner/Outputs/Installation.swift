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
struct Finding {
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
  static func findings(_ program: Program) -> [Finding] {
    [
      Finding(name: "hookctl", status: .good, detail: "\(Version.current), \(programPath)"),
      policy, pictures, openBLAS, cairo, zip, sqlite, fonts, processor,
      Finding(name: "cache folder", status: .note, detail: CacheFolder.path()),
      Finding(name: "interventions", status: .good, detail: "\(program.registry.kinds.count) kinds"),
      Finding(
        name: "completions", status: .note,
        detail: "hookctl --generate-completion-script bash|zsh|fish prints a script for your shell"),
    ]
  }

  private static var programPath: String { Bundle.main.executablePath ?? CommandLine.arguments.first ?? "" }

  private static var policy: Finding {
    let name = "bundled policy"
    do {
      let policy = try Policy.bundled()
      return Finding(
        name: name, status: .good,
        detail: "\(try BundledPolicy.path()), \(policy.architecture), SHA-256 \(policy.sha256.prefix(12))...")
    } catch { return Finding(failed: name, error) }
  }

  private static var pictures: Finding {
    let name = "procgen's pictures"
    do {
      _ = try Pictures()
      return Finding(
        name: name, status: .good,
        detail: "\(PictureFiles.defaultFolder()), all \(PictureFiles.all.count) with the right SHA-256")
    } catch { return Finding(failed: name, error) }
  }

  private static var openBLAS: Finding {
    let config = String(cString: openblas_get_config()).split(separator: " ").joined(separator: " ")
    return Finding(
      name: "OpenBLAS", status: .good, detail: "\(config); \(openblas_get_num_threads()) threads")
  }

  private static var cairo: Finding {
    Finding(name: "cairo", status: .good, detail: String(cString: cairo_version_string()))
  }

  private static var zip: Finding {
    Finding(name: "libzip", status: .good, detail: String(cString: zip_libzip_version()))
  }

  private static var sqlite: Finding {
    Finding(name: "SQLite", status: .good, detail: SweepReader.sqliteVersion)
  }

  private static var processor: Finding {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let vectors = vectorExtensions
    return Finding(
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

extension Finding {
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
