import HookKit
import MazeLab

/// What a sweep came to: what `hookctl sweep` shows and writes beside the file of results, which is there already.
public struct SweepReport: Report {
  public let findings: Findings

  /// The findings of a sweep whose file of results has been written.
  public init(_ findings: Findings) { self.findings = findings }

  public func write(_ format: OutputFormat, to path: String) throws -> Bool { format == .sqlite }
}
