import HookKit

/// The values that were kept or asked for last, by their keys.
final class Recent<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let most: Int
  /// The newest one last.
  private let entries = Locked<[(key: Key, value: Value)]>([])

  /// - Parameter most: how many there are at most.
  init(most: Int) { self.most = most }

  subscript(key: Key) -> Value? {
    entries.withLock { entries in
      guard let place = entries.firstIndex(where: { $0.key == key }) else { return nil }
      let entry = entries.remove(at: place)
      entries.append(entry)
      return entry.value
    }
  }

  func keep(_ value: Value, for key: Key) {
    entries.withLock { entries in
      entries.removeAll { $0.key == key }
      entries.append((key, value))
      entries.removeFirst(max(0, entries.count - most))
    }
  }
}
