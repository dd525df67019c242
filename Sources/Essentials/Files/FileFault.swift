/// What is wrong in a file, with the file's name in front.
package enum FileFault {
  /// Puts the file's name in front of what `body` finds wrong, unless it stands there already.
  package static func reading<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let list as FaultList {
      throw FaultList(list.faults.map { placed($0, in: path) })
    } catch let error as any ExplainedError where !error.explanation.subject.contains(path) {
      throw placed(error, in: path)
    }
  }

  /// What is wrong in a file is bad data, whatever it would be on the command line.
  private static func placed(_ fault: any ExplainedError, in path: String) -> Fault {
    var explanation = fault.explanation
    if explanation.category == .usage { explanation.category = .badData }
    explanation.subject = "\(path): \(explanation.subject)"
    return Fault(explanation)
  }
}
