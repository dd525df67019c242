import CLibrary
import Foundation

/// Programs as they are found on the PATH.
package enum InstalledProgram {
  /// The path of a program; nil when there is none.
  package static func path(of name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 && FileSystem.isFile($0) }
  }
}
