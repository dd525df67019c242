import Experiments
import HookKit

/// What a command answers.
public struct Answer {
  /// What it shows.
  public var report: any Report
  /// Files besides those of the report: plans, bundles.
  public var files: [FileOutput.Contents] = []
  /// Messages that follow it.
  public var notes: [String] = []
  /// What the command ends with although it has an answer; the files stay.
  public var failure: (any Error)?
  /// Whether the report is printed.
  public var isPrinted = true

  /// A report, with what belongs to it.
  public init(
    _ report: any Report, files: [FileOutput.Contents] = [], notes: [String] = [], failure: (any Error)? = nil
  ) {
    (self.report, self.files, self.notes, self.failure) = (report, files, notes, failure)
  }
}
