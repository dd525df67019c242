/// A value that was read from a Python pickle, as plain data: nothing was called to make it.
///
/// Walking a value that `PickleReader` made takes bounded time and recursion, because the reader counts
/// shared parts every time they occur and limits nesting.
public indirect enum PickleValue: Hashable, Sendable {
  case none
  case bool(Bool)
  case int(Int)
  /// An integer beyond 64 bits: little-endian two's complement.
  case bigInt([UInt8])
  case float(Double)
  case string(String)
  case bytes([UInt8])
  case list([PickleValue])
  case tuple([PickleValue])
  /// Entries in the order written; a key that occurs again replaces the earlier one in Python.
  case dictionary([PickleEntry])
  case set([PickleValue])
  /// A class or function by name, never looked up.
  case global(PickleGlobal)
  /// What a call of a global, which did not happen, would have made.
  case object(PickleObject)
  /// A reference to something outside the pickle, such as a tensor's storage.
  case persistent(PickleValue)
}

/// One key and value of a pickled dictionary.
public struct PickleEntry: Hashable, Sendable {
  public var key: PickleValue
  public var value: PickleValue

  public init(_ key: PickleValue, _ value: PickleValue) {
    self.key = key
    self.value = value
  }
}

/// The name of a Python class or function.
public struct PickleGlobal: Hashable, Sendable, CustomStringConvertible {
  public var module: String
  public var name: String

  public init(module: String, name: String) {
    self.module = module
    self.name = name
  }

  /// `collections.OrderedDict`
  public var description: String { "\(module).\(name)" }
}

/// A call that a pickle asked for, kept as data: the callee's name, its arguments and what was added
/// afterwards.
public struct PickleObject: Hashable, Sendable {
  public var callee: PickleGlobal
  public var arguments: [PickleValue]
  /// What `BUILD` would have passed to `__setstate__`.
  public var state: PickleValue?
  /// What was appended, for subclasses of list.
  public var items: [PickleValue]
  /// What was set by key, for subclasses of dict such as `OrderedDict`.
  public var entries: [PickleEntry]

  public init(
    callee: PickleGlobal, arguments: [PickleValue] = [], state: PickleValue? = nil, items: [PickleValue] = [],
    entries: [PickleEntry] = []
  ) {
    self.callee = callee
    self.arguments = arguments
    self.state = state
    self.items = items
    self.entries = entries
  }
}
