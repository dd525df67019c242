import ArgumentParser
import CLibrary
import HookKit

/// How a failed command ends: the text on standard error and the exit code. The one place that makes either.
struct Failure: Equatable {
  let message: String
  let exitCode: Int32
  /// Whether a reader has closed its pipe, as `head` does: no news for anybody.
  private(set) var isClosedPipe = false

  /// Nil for what is no failure: a request for help, for the version, for a completion script.
  init?(_ error: any Error) {
    if let error = error as? any ExplainedError {
      message = "error: \(Self.text(of: error))"
      exitCode = error.explanation.category.rawValue
      if case FileError.cannotWrite(_, let reason) = error {
        isClosedPipe = reason == FileInput.systemMessage(EPIPE)
      }
      return
    }
    let code = HookCtl.exitCode(for: error)
    if code.isSuccess { return nil }
    guard code == .failure else {
      message = Self.lowercased(HookCtl.fullMessage(for: error))
      exitCode = code.rawValue
      return
    }
    message = "error: \(error)\nThis is a defect of hookctl; please report it together with the command."
    exitCode = Explanation.Category.defect.rawValue
  }

  private static func text(of error: any ExplainedError) -> String {
    guard let list = error as? FaultList else { return error.description }
    let faults = flattened(list)
    guard faults.count > 1 else { return faults[0].description }
    let lines = faults.map { "\n  - " + $0.description.split(separator: "\n").joined(separator: "\n    ") }
    return "\(faults.count) things are wrong:" + lines.joined()
  }

  /// The faults of a list, those of lists inside it in their place, each once.
  private static func flattened(_ list: FaultList) -> [any ExplainedError] {
    var seen: Set<String> = []
    return list.faults.flatMap { ($0 as? FaultList).map(flattened) ?? [$0] }.filter {
      seen.insert($0.description).inserted
    }
  }

  /// The argument parser's message with our spelling of the label.
  private static func lowercased(_ message: String) -> String {
    message.hasPrefix("Error: ") ? "error: " + message.dropFirst("Error: ".count) : message
  }
}
