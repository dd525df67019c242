/// What can be wrong with the contents of a file of tensors or values, whatever its format.
public enum FormatError: ExplainedError, Equatable {
  /// The file ends before something that it announced.
  case truncated(source: String, offset: Int, needed: Int, available: Int)
  /// The contents contradict the format or themselves.
  case malformed(source: String, problem: String, remedy: String = "")
  /// Valid perhaps, but larger than anything HookKit reads.
  case excessive(source: String, problem: String)
  /// Valid perhaps, but a part of the format that HookKit does not read.
  case unsupported(source: String, problem: String, remedy: String = "")

  public var explanation: Explanation {
    switch self {
    case .truncated(let source, let offset, let needed, let available):
      Explanation(
        .badData, source,
        "ends early: \(needed) bytes are announced at offset \(offset), and \(available) are left",
        try: "the file may be cut short; copy or download it again")
    case .excessive(let source, let problem):
      .excessive(source, problem)
    case .malformed(let source, let problem, let remedy), .unsupported(let source, let problem, let remedy):
      Explanation(.badData, source, problem, try: remedy)
    }
  }
}
