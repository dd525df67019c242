import Foundation
import HookKit

/// The small maze policy that comes with HookKit, and is the default model.
public enum BundledPolicy {
  /// The file's name, and what the model is called.
  public static let fileName = "maze-small.pth"

  /// Where the policy's checkpoint is: beside the running program, or else in the folder that HookKit was
  /// built from.
  ///
  /// - Throws: `Fault` where it is not there.
  public static func path() throws -> String {
    let candidates = ResourceFolder.candidates("ImpalaModel", "Resources", source: #filePath).map {
      "\($0)/\(fileName)"
    }
    guard let found = candidates.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
      throw Fault(
        .missingResource(
          "the bundled policy", folder: "hookkit_ImpalaModel.resources", looked: candidates,
          or: ", or name a checkpoint with --model"))
    }
    return found
  }

  /// Reads the policy.
  ///
  /// - Throws: `Fault` where it is not there, or what reading a damaged file throws.
  public static func checkpoint() throws -> Checkpoint { try Checkpoint(contentsOf: path()) }
}
