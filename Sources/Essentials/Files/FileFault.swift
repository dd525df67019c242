/// What is wrong in a file, with the file's name in front.
package struct FileFault: ExplainedError {
  package let path: String
  package let fault: any ExplainedError

  /// Puts the file's name in front of what `body` finds wrong, unless it stands there already.
  package static func reading<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let list as FaultList {
      throw FaultList(list.faults.map { FileFault(path: path, fault: $0) })
    } catch let error as any ExplainedError where !error.explanation.subject.contains(path) {
      throw FileFault(path: path, fault: error)
    }
  }

  /// What is wrong in a file is bad data, whatever it would be on the command line.
  package var explanation: Explanation {
    let inner = fault.explanation
    return Explanation(
      inner.category == .usage ? .badData : inner.category, "\(path): \(inner.subject)", inner.problem,
      try: inner.remedy)
  }
}
