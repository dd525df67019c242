/// Reads Python pickles of protocols 0 to 5 as plain data.
///
/// Nothing from the file ever runs: classes and functions are names that must be on the caller's list, and
/// calls of them are kept as `PickleObject`. Lengths are compared with the file before they are believed;
/// the number, size and nesting of values are limited.
public struct PickleReader {
  /// How much a pickle may hold before it is refused.
  public struct Limits: Sendable {
    /// The most values, where a shared value counts every time it occurs.
    public var values: Int
    /// The most bytes of text and data, where shared ones count every time they occur.
    public var bytes: Int
    /// The deepest nesting.
    public var depth: Int

    /// Limits: unless given, 2^20 values, 1 GiB, and 100 levels.
    public init(values: Int = 1 << 20, bytes: Int = 1 << 30, depth: Int = 100) {
      self.values = values
      self.bytes = bytes
      self.depth = depth
    }
  }

  /// Where the next pickle starts: after `read()`, the byte behind the one that was read.
  public var offset: Int { cursor.offset }

  /// What is done with a class or function that is not on the list.
  public enum OtherGlobals: Sendable {
    /// The pickle is refused.
    case refused
    /// It is kept as a name, and what was made with it as a `PickleObject` that nobody looks into; only what
    /// is known to do harm elsewhere (`os.system`, `builtins.eval`) is refused.
    case keptOpaque
  }

  let allowed: Set<String>
  let others: OtherGlobals
  var cursor: ByteCursor
  var arena: PickleArena
  /// Numbers of nodes; what Python calls the stack.
  var stack: [Int] = []
  /// The heights of the stack at each open mark.
  var marks: [Int] = []
  var memo: [Int: Int] = [:]
  private var pushes = 0
  /// How many bytes or elements `builtinCall` may still copy: an honest pickle converts each of its bytes
  /// once.
  var copyBudget: Int
  /// The offset of the instruction at hand, for errors.
  var instructionOffset = 0
  /// Which objects have bytes behind them; nil for none.
  var inlineData: PickleInlineData?

  /// A reader of the pickle in `bytes` at `offset`.
  ///
  /// - Parameters:
  ///   - bytes: what holds the pickle.
  ///   - source: what errors call the contents: usually the path of the file.
  ///   - offset: where it begins.
  ///   - allowed: the classes and functions that may be named, as `module.name`. Python's own constructors of bytes and
  ///     sets are always accepted and become plain values.
  ///   - others: what is done with all others.
  ///   - limits: how much it may hold.
  public init(
    _ bytes: [UInt8], source: String, offset: Int = 0, allowing allowed: Set<String> = [],
    others: OtherGlobals = .refused, limits: Limits = Limits()
  ) {
    (self.allowed, self.others) = (allowed, others)
    cursor = ByteCursor(bytes, source: source, offset: offset)
    arena = PickleArena(source: source, limits: limits)
    copyBudget = 2 * bytes.count
  }

  /// Reads one pickle, up to and including its `STOP`.
  ///
  /// - Throws: ``FormatError``; whatever the bytes are, this returns or throws.
  public mutating func read() throws -> PickleValue {
    arena.nodes.removeAll()
    stack.removeAll()
    marks.removeAll()
    memo.removeAll()
    pushes = 0
    while true {
      instructionOffset = cursor.offset
      let byte = try cursor.byte()
      guard let opcode = PickleOpcode(rawValue: byte) else {
        throw FormatError.malformed(
          source: cursor.source,
          problem:
            "byte 0x\(String(UInt16(byte) + 0x100, radix: 16).dropFirst()) at offset \(instructionOffset) is no pickle instruction",
          remedy: "the file may be damaged or not a pickle at all")
      }
      if opcode == .stop { break }
      try perform(opcode)
    }
    return try arena.value(of: try pop())
  }

  /// Checks that nothing follows the pickle that was read.
  ///
  /// - Throws: ``FormatError`` when bytes follow the pickle that was read.
  public func expectEnd() throws {
    guard cursor.remaining == 0 else {
      throw malformed("\(cursor.remaining) bytes follow the pickle", at: cursor.offset)
    }
  }

  // MARK: The stack

  mutating func push(_ node: PickleArena.Node) throws { try push(index: try arena.add(node)) }

  mutating func push(value: PickleValue) throws { try push(.leaf(value)) }

  /// Pushes a node that is there already. Every part of a container was pushed once, so this bounds them all.
  mutating func push(index: Int) throws {
    pushes += 1
    try checkBound(pushes <= 4 * arena.limits.values)
    stack.append(index)
  }

  /// Throws unless what the reader itself has to remember stays within bounds.
  func checkBound(_ isWithin: Bool) throws {
    guard isWithin else {
      throw FormatError.excessive(
        source: cursor.source, problem: "takes more steps than \(arena.limits.values) values need")
    }
  }

  /// Removes and returns the top; throws when there is nothing above the last mark.
  mutating func pop() throws -> Int {
    guard stack.count > (marks.last ?? 0) else { throw malformed("a value is missing") }
    return stack.removeLast()
  }

  /// The top, left in place.
  func top() throws -> Int {
    guard stack.count > (marks.last ?? 0), let last = stack.last else {
      throw malformed("a value is missing")
    }
    return last
  }

  /// Removes and returns everything above the last mark, and the mark.
  mutating func popToMark() throws -> [Int] {
    guard let mark = marks.popLast() else { throw malformed("a mark is missing") }
    defer { stack.removeLast(stack.count - mark) }
    return Array(stack[mark...])
  }

  /// The plain value of a node that must not be a container.
  func leaf(_ index: Int) throws -> PickleValue {
    guard case .leaf(let value) = arena.nodes[index] else {
      throw malformed("a container where a plain value belongs")
    }
    return value
  }

  func malformed(_ problem: String, at offset: Int? = nil) -> FormatError {
    .malformed(
      source: cursor.source, problem: "\(problem) (pickle offset \(offset ?? instructionOffset))",
      remedy: "the file may be damaged; copy or save it again")
  }

  func unsupported(_ name: String) -> FormatError {
    .unsupported(
      source: cursor.source, problem: "the pickle instruction \(name) at offset \(instructionOffset) is not supported",
      remedy: "save plain lists, dictionaries, numbers, bytes and tensors")
  }

  /// Takes `count` copied bytes or elements from the budget.
  mutating func spend(_ count: Int) throws {
    copyBudget -= count
    guard copyBudget >= 0 else {
      throw FormatError.excessive(source: cursor.source, problem: "copies its own contents over and over")
    }
  }
}
