extension PickleReader {
  /// Pushes the container that an instruction makes from the stack.
  mutating func pushContainer(_ opcode: PickleOpcode) throws {
    switch opcode {
    case .emptyList: try push(.list([]))
    case .list: try push(.list(try popToMark()))
    case .tuple: try push(.tuple(try popToMark()))
    case .tuple1, .tuple2, .tuple3:
      let count = Int(opcode.rawValue - PickleOpcode.tuple1.rawValue) + 1
      var elements = [Int]()
      for _ in 0..<count { elements.append(try pop()) }
      try push(.tuple(elements.reversed()))
    case .emptyDict: try push(.dictionary([]))
    case .dict: try push(.dictionary(try pairs(try popToMark())))
    case .emptySet: try push(.set([]))
    case .frozenset: try push(.set(try popToMark()))
    default: try push(.tuple([]))
    }
  }

  /// Appends to the list, set or object on top.
  mutating func append(_ elements: [Int]) throws {
    let target = try top()
    switch arena.nodes[target] {
    case .list: arena.append(elements, toListAt: target)
    case .set: arena.append(elements, toSetAt: target)
    case .object: arena.append(elements, toObjectAt: target)
    default: throw malformed("something is appended to a value that is no list")
    }
  }

  /// `SETITEM`: the value, then its key, are on top of the dictionary.
  mutating func setItem() throws {
    let value = try pop()
    let key = try pop()
    try set([(key, value)])
  }

  /// Sets entries of the dictionary or object on top.
  mutating func set(_ entries: [(key: Int, value: Int)]) throws {
    let target = try top()
    switch arena.nodes[target] {
    case .dictionary: arena.append(entries, toDictionaryAt: target)
    case .object: arena.append(entries, toObjectAt: target)
    default: throw malformed("an entry is set in a value that is no dictionary")
    }
  }

  func pairs(_ items: [Int]) throws -> [(key: Int, value: Int)] {
    guard items.count.isMultiple(of: 2) else { throw malformed("a key has no value") }
    return stride(from: 0, to: items.count, by: 2).map { (items[$0], items[$0 + 1]) }
  }

  /// Stores the top under a number, for `recall`.
  mutating func remember(_ opcode: PickleOpcode) throws {
    let key =
      switch opcode {
      case .binput: Int(try cursor.byte())
      case .longBinput: Int(try cursor.integer(UInt32.self))
      case .put: try memoLine()
      default: memo.count
      }
    memo[key] = try top()
    try checkBound(memo.count <= arena.limits.values)
  }

  mutating func recall(_ opcode: PickleOpcode) throws {
    let key =
      switch opcode {
      case .binget: Int(try cursor.byte())
      case .longBinget: Int(try cursor.integer(UInt32.self))
      default: try memoLine()
      }
    guard let index = memo[key] else { throw malformed("memo \(key) is used before it is set") }
    try push(index: index)
  }

  private mutating func memoLine() throws -> Int {
    let line = try asciiLine()
    guard let key = Int(line) else { throw malformed("\"\(line)\" is not a memo number") }
    return key
  }
}

extension PickleArena {
  // Each takes the node out before it changes it, so that the arrays in it grow in place rather than by
  // copies.

  mutating func append(_ elements: [Int], toListAt index: Int) {
    guard case .list(var children) = nodes[index] else { return }
    nodes[index] = .leaf(.none)
    children += elements
    nodes[index] = .list(children)
  }

  mutating func append(_ elements: [Int], toSetAt index: Int) {
    guard case .set(var children) = nodes[index] else { return }
    nodes[index] = .leaf(.none)
    children += elements
    nodes[index] = .set(children)
  }

  mutating func append(_ entries: [(key: Int, value: Int)], toDictionaryAt index: Int) {
    guard case .dictionary(var all) = nodes[index] else { return }
    nodes[index] = .leaf(.none)
    all += entries
    nodes[index] = .dictionary(all)
  }

  mutating func append(_ elements: [Int], toObjectAt index: Int) {
    guard case .object(var object) = nodes[index] else { return }
    nodes[index] = .leaf(.none)
    object.items += elements
    nodes[index] = .object(object)
  }

  mutating func append(_ entries: [(key: Int, value: Int)], toObjectAt index: Int) {
    guard case .object(var object) = nodes[index] else { return }
    nodes[index] = .leaf(.none)
    object.entries += entries
    nodes[index] = .object(object)
  }
}
