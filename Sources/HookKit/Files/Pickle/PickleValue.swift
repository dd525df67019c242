/// A value that was read from a Python pickle, as plain data: nothing was called to make it.
///
/// Walking a value that `PickleReader` made takes bounded time and recursion, because the reader counts
/// shared parts every time they occur and limits nesting.
public indirect enum PickleValue: Hashable, Sendable {
  /// `None`.
  case none
  /// `True` or `False`.
  case bool(Bool)
  /// An integer that 64 bits hold.
  case int(Int)
  /// An integer beyond 64 bits: little-endian two's complement.
  case bigInt([UInt8])
  /// A `float`.
  case float(Double)
  /// A `str`.
  case string(String)
  /// A `bytes` or `bytearray`.
  case bytes([UInt8])
  /// A `list`.
  case list([PickleValue])
  /// A `tuple`.
  case tuple([PickleValue])
  /// Entries in the order written; a key that occurs again replaces the earlier one in Python.
  case dictionary([PickleEntry])
  /// A `set` or `frozenset`, in the order written.
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
  /// The key.
  public var key: PickleValue
  /// What stands under it.
  public var value: PickleValue

  /// A key with its value.
  public init(_ key: PickleValue, _ value: PickleValue) {
    self.key = key
    self.value = value
  }
}

/// The name of a Python class or function.
public struct PickleGlobal: Hashable, Sendable, CustomStringConvertible {
  /// The module that it is in: `collections`.
  public var module: String
  /// Its name there: `OrderedDict`.
  public var name: String

  /// The class or function `name` of `module`.
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
  /// What would have been called.
  public var callee: PickleGlobal
  /// What it would have been given.
  public var arguments: [PickleValue]
  /// What `BUILD` would have passed to `__setstate__`.
  public var state: PickleValue?
  /// What was appended, for subclasses of list.
  public var items: [PickleValue]
  /// What was set by key, for subclasses of dict such as `OrderedDict`.
  public var entries: [PickleEntry]
  /// The bytes that stand behind it among the pickle's instructions, as joblib writes arrays; nil for all else.
  public var data: [UInt8]?

  /// A call of `callee` with what was added to its result afterwards.
  public init(
    callee: PickleGlobal, arguments: [PickleValue] = [], state: PickleValue? = nil, items: [PickleValue] = [],
    entries: [PickleEntry] = [], data: [UInt8]? = nil
  ) {
    self.callee = callee
    self.arguments = arguments
    self.state = state
    self.items = items
    self.entries = entries
    self.data = data
  }
}
