import Foundation

/// Where the resources of a target are: beside the running program, or else in the folder that it was built from.
///
/// SwiftPM's own `Bundle.module` ends the program when the resources are gone, as they are when only the program was copied
/// elsewhere.
package enum ResourceFolder {
  /// The folders to look into, in this order.
  ///
  /// - Parameters:
  ///   - target: the target's name.
  ///   - folder: the folder of the resources in it.
  ///   - source: a source file that lies in a folder of the target.
  package static func candidates(_ target: String, _ folder: String, source: String = #filePath) -> [String] {
    let program = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
    let beside = program.map { $0.appendingPathComponent("hookkit_\(target).resources/\(folder)").path }
    let sources = URL(fileURLWithPath: source).deletingLastPathComponent().deletingLastPathComponent()
    return (beside.map { [$0] } ?? []) + [sources.appendingPathComponent(folder).path]
  }
}
