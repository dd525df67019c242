/// What a pickle asked for that HookKit does not do.
public enum PickleError: ExplainedError, Equatable {
  /// The pickle names a class or function that the reader was not told to accept. Nothing was run.
  case refusedGlobal(source: String, offset: Int, name: String)
  /// A byte that is no instruction of any pickle protocol.
  case unknownInstruction(source: String, offset: Int, byte: UInt8)
  /// An instruction of the pickle protocols that files of tensors and states do not need.
  case unsupportedInstruction(source: String, offset: Int, name: String)
  /// The instructions contradict themselves: a value is missing or of the wrong kind.
  case malformed(source: String, offset: Int, problem: String)
  /// More or deeper values than any honest file has.
  case excessive(source: String, problem: String)

  public var explanation: Explanation {
    switch self {
    case .refusedGlobal(let source, let offset, let name):
      Explanation(
        .badData, source,
        "refuses \"\(name)\", which this pickle asks for at offset \(offset): nothing from a file is ever run",
        try:
          "do not load this file elsewhere unless you trust it; ask its author for plain tensors (safetensors)"
      )
    case .unknownInstruction(let source, let offset, let byte):
      Explanation(
        .badData, source, "byte 0x\(Self.hex(byte)) at offset \(offset) is no pickle instruction",
        try: "the file may be damaged or not a pickle at all")
    case .unsupportedInstruction(let source, let offset, let name):
      Explanation(
        .badData, source, "the pickle instruction \(name) at offset \(offset) is not supported",
        try: "save plain lists, dictionaries, numbers, bytes and tensors")
    case .malformed(let source, let offset, let problem):
      Explanation(
        .badData, source, "\(problem) (pickle offset \(offset))",
        try: "the file may be damaged; copy or save it again")
    case .excessive(let source, let problem):
      Explanation(
        .badData, source, problem,
        try: "this is far from any file that HookKit is made for; is it the right one?")
    }
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }
}
