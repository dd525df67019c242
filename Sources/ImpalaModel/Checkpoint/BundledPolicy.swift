import Foundation
import HookKit

/// The small maze policy that comes with HookKit, and is the default model.
public enum BundledPolicy {
  /// The file's name, and what the model is called.
  public static let fileName = "maze-small.pth"

  /// Where the policy's checkpoint is: beside the running program, or else in the folder that HookKit was
  /// built from.
  ///
  /// SwiftPM's own `Bundle.module` ends the program when the resources are gone, as they are when only the
  /// program was copied elsewhere; this says where it looked.
  ///
  /// - Throws: `CheckpointError.bundledPolicyMissing`.
  public static func path() throws -> String {
    let candidates = folders().map { "\($0)/\(fileName)" }
    guard let found = candidates.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
      throw CheckpointError.bundledPolicyMissing(looked: candidates)
    }
    return found
  }

  /// Reads the policy.
  ///
  /// - Throws: `CheckpointError.bundledPolicyMissing`, or what reading a damaged file throws.
  public static func checkpoint() throws -> Checkpoint { try Checkpoint(contentsOf: path()) }

  private static func folders() -> [String] {
    let program = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
    let beside = program.map { $0.appendingPathComponent("hookkit_ImpalaModel.resources/Resources").path }
    let target = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return (beside.map { [$0] } ?? []) + [target.appendingPathComponent("Resources").path]
  }
}
