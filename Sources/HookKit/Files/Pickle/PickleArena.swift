/// The values of a pickle while it is read: nodes that refer to each other by number.
///
/// A pickle changes containers after it has shared them (`memo`), and may make one contain itself. Numbered
/// nodes give that meaning without reference cycles; `value(of:)` turns them into plain values at the end.
struct PickleArena {
  enum Node {
    case leaf(PickleValue)
    case list([Int])
    case tuple([Int])
    case dictionary([(key: Int, value: Int)])
    case set([Int])
    case object(Object)
    case persistent(Int)
  }

  struct Object {
    var callee: PickleGlobal
    /// The node of the tuple of arguments; kept as one number, so that many calls may share one large tuple.
    var arguments: Int
    var state: Int?
    var items: [Int] = []
    var entries: [(key: Int, value: Int)] = []
    /// The node of the bytes that stand behind it; see ``PickleInlineData``.
    var data: Int?

    var children: [Int] {
      [arguments] + [state, data].compactMap { $0 } + items + entries.flatMap { [$0.key, $0.value] }
    }
  }

  /// A finished value, and how much walking all of it takes when shared parts count every time.
  private struct Finished {
    var value: PickleValue
    var size: Int
    var bytes: Int
    var depth: Int
  }

  let source: String
  let limits: PickleReader.Limits
  var nodes: [Node] = []

  /// Adds a node and returns its number.
  mutating func add(_ node: Node) throws -> Int {
    guard nodes.count < limits.values else {
      throw FormatError.excessive(source: source, problem: "holds more than \(limits.values) values")
    }
    nodes.append(node)
    return nodes.count - 1
  }

  /// The plain value of a node; throws when it contains itself or is too deep or large to walk.
  func value(of root: Int) throws -> PickleValue {
    var finished = [Finished?](repeating: nil, count: nodes.count)
    var isOpen = [Bool](repeating: false, count: nodes.count)
    // Depth first without recursion: a node is visited once to open it, and again when its children are
    // finished.
    var pending = [root]
    while let index = pending.last {
      if finished[index] != nil {
        pending.removeLast()
      } else if isOpen[index] {
        finished[index] = try finish(index, from: finished)
        pending.removeLast()
      } else {
        isOpen[index] = true
        for child in children(of: nodes[index]) where finished[child] == nil {
          guard !isOpen[child] else {
            throw FormatError.excessive(source: source, problem: "holds a value that contains itself")
          }
          pending.append(child)
        }
      }
    }
    guard let root = finished[root] else { return .none }
    return root.value
  }

  private func children(of node: Node) -> [Int] {
    switch node {
    case .leaf: []
    case .list(let children), .tuple(let children), .set(let children): children
    case .dictionary(let entries): entries.flatMap { [$0.key, $0.value] }
    case .object(let object): object.children
    case .persistent(let child): [child]
    }
  }

  private func finish(_ index: Int, from finished: [Finished?]) throws -> Finished {
    let node = nodes[index]
    if case .leaf(let value) = node {
      return Finished(value: value, size: 1, bytes: value.byteCount, depth: 0)
    }
    var total = Finished(value: .none, size: 1, bytes: 0, depth: 0)
    for child in children(of: node) {
      guard let part = finished[child] else { continue }
      total.size += part.size
      total.bytes += part.bytes
      total.depth = max(total.depth, part.depth + 1)
      // Checked at every step, so that the sums cannot overflow.
      guard total.size <= limits.values, total.bytes <= limits.bytes else {
        throw FormatError.excessive(source: source, problem: "holds parts that repeat beyond all bounds")
      }
    }
    guard total.depth <= limits.depth else {
      throw FormatError.excessive(source: source, problem: "nests values more than \(limits.depth) deep")
    }
    try checkKeys(of: node, finished)
    total.value = plainValue(of: node) { finished[$0]?.value ?? .none }
    return total
  }

  /// Throws for a key of text that is set twice. Python would keep the last; no pickler writes such a thing.
  private func checkKeys(of node: Node, _ finished: [Finished?]) throws {
    let entries: [(key: Int, value: Int)]
    switch node {
    case .dictionary(let all): entries = all
    case .object(let object): entries = object.entries
    default: return
    }
    var keys = Set<String>(minimumCapacity: entries.count)
    for entry in entries {
      guard case .string(let key)? = finished[entry.key]?.value else { continue }
      guard keys.insert(key).inserted else {
        throw FormatError.malformed(
          source: source, problem: "sets the key \"\(key)\" twice in one dictionary",
          remedy: "which of them counts is not said; save it again")
      }
    }
  }

  private func plainValue(of node: Node, child: (Int) -> PickleValue) -> PickleValue {
    func plain(_ entries: [(key: Int, value: Int)]) -> [PickleEntry] {
      entries.map { PickleEntry(child($0.key), child($0.value)) }
    }
    switch node {
    case .leaf(let value): return value
    case .list(let children): return .list(children.map(child))
    case .tuple(let children): return .tuple(children.map(child))
    case .set(let children): return .set(children.map(child))
    case .dictionary(let entries): return .dictionary(plain(entries))
    case .persistent(let inner): return .persistent(child(inner))
    case .object(let object):
      return .object(
        PickleObject(
          callee: object.callee, arguments: child(object.arguments).elements ?? [],
          state: object.state.map(child),
          items: object.items.map(child), entries: plain(object.entries),
          data: object.data.flatMap { child($0).bytesValue }))
    }
  }
}

extension PickleArena {
  /// The plain value of a node of few parts, while others are still being read.
  ///
  /// - Parameter budget: how many parts it may have, where shared ones count every time; those it has are taken off.
  func smallValue(of index: Int, within budget: inout Int) throws -> PickleValue {
    let node = nodes[index]
    budget -= 1 + size(of: node)
    guard budget >= 0 else {
      throw FormatError.excessive(source: source, problem: "describes an array by more values than one has")
    }
    var parts: [Int: PickleValue] = [:]
    for child in children(of: node) { parts[child] = try smallValue(of: child, within: &budget) }
    return plainValue(of: node) { parts[$0] ?? .none }
  }

  /// How many parts a node has, without a list of them.
  private func size(of node: Node) -> Int {
    switch node {
    case .leaf, .persistent: 1
    case .list(let children), .tuple(let children), .set(let children): children.count
    case .dictionary(let entries): entries.count
    case .object(let object): object.items.count + object.entries.count
    }
  }
}

extension PickleValue {
  /// The bytes that this value itself holds, without its parts.
  fileprivate var byteCount: Int {
    switch self {
    case .string(let text): text.utf8.count
    case .bytes(let bytes), .bigInt(let bytes): bytes.count
    default: 0
    }
  }
}
