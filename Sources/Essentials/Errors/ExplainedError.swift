/// An error that says *what you wrote; what is wrong; what would work*.
///
/// Every error that HookKit throws conforms: a ``Fault``, or a type of its own where somebody catches it. Messages of one shape
/// are made in one place, as functions of ``Explanation``; this file makes text of all.
public protocol ExplainedError: Error, CustomStringConvertible, Sendable {
  /// What was written, what is wrong with it, and what would work.
  var explanation: Explanation { get }
}

/// The three parts of an error message, and what kind of failure it is.
public struct Explanation: Hashable, Sendable {
  /// What failed, which decides the exit code of a command.
  public enum Category: Int32, Sendable {
    /// The request itself makes no sense: an unknown name, a parameter that does not exist.
    case usage = 64
    /// A file was read, and its contents are not what they should be.
    case badData = 65
    /// A file could not be read or written.
    case unreadable = 66
    /// Something that should be installed is not.
    case notInstalled = 69
    /// A defect of HookKit.
    case defect = 70
    /// The system gives no more of something: threads, memory, open files.
    case limit = 71
  }

  /// What kind of failure it is.
  public var category: Category
  /// What the user wrote or named, quoted as they wrote it.
  public var subject: String
  /// What is wrong with it.
  public var problem: String
  /// What would work instead; empty when nothing sensible can be said.
  public var remedy: String

  /// What failed, what the user wrote, what is wrong with it, and what would work instead.
  public init(_ category: Category, _ subject: String, _ problem: String, try remedy: String = "") {
    self.category = category
    self.subject = subject
    self.problem = problem
    self.remedy = remedy
  }
}

extension ExplainedError {
  public var description: String {
    let explanation = explanation
    let statement = "\(PrintableText.line(explanation.subject)): \(explanation.problem)"
    return PrintableText.lines(explanation.remedy.isEmpty ? statement : "\(statement); \(explanation.remedy)")
  }
}

/// Several faults found together, reported as one list.
public struct FaultList: ExplainedError {
  /// The faults, in the order in which they were found; at least one.
  public let faults: [any ExplainedError]

  /// Several faults as one error.
  ///
  /// - Precondition: there is at least one fault.
  public init(_ faults: [any ExplainedError]) {
    precondition(!faults.isEmpty, "a list of no faults")
    self.faults = faults
  }

  /// That of the only fault; of several, how many they are and one a line, under the category of the first.
  public var explanation: Explanation {
    if faults.count == 1 { return faults[0].explanation }
    return Explanation(faults[0].explanation.category, "\(faults.count) faults", list)
  }

  public var description: String {
    faults.count == 1 ? faults[0].description : "\(faults.count) faults:\n\(list)"
  }

  private var list: String { faults.map { "  - \($0.description)" }.joined(separator: "\n") }
}
