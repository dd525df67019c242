import HookKit

/// What is wrong with a question, and with which of its edits.
struct LabFaults: Error {
  /// A fault; `edit` is the position of the edit that it is about, nil where it is about none or several.
  struct Fault: Equatable {
    let edit: Int?
    let text: String
  }

  let faults: [Fault]
  /// What they were made of.
  let error: any Error

  init(_ faults: [Fault], _ errors: [any Error]) {
    self.faults = faults
    error = FaultList(errors.compactMap { $0 as? any ExplainedError })
  }

  /// The faults of an error.
  ///
  /// - Parameter edits: those that it may be about, as their messages call them.
  init(_ error: any Error, edits: [Edit] = []) {
    self.error = error
    let names = edits.map(\.description)
    faults = Self.parts(of: error).map { part in
      let subject = (part as? any ExplainedError)?.explanation.subject ?? ""
      let named = names.indices.filter { subject.contains(names[$0]) }
      return Fault(edit: edits.count == 1 ? 0 : named.count == 1 ? named[0] : nil, text: "\(part)")
    }
  }

  private static func parts(of error: any Error) -> [any Error] {
    (error as? FaultList).map { $0.faults.flatMap(parts) } ?? [error]
  }

  var json: JSONValue {
    .array(
      faults.map { fault in
        .object([.init("edit", fault.edit.map { .integer($0) } ?? .null), .init("text", .string(fault.text))])
      })
  }
}
