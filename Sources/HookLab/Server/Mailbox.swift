import Foundation

/// Questions that wait for an answer, the newest of each kind only. A newer one also takes back the one that is being
/// answered.
final class Mailbox: @unchecked Sendable {
  // Unchecked: everything that changes is guarded by `condition`.
  private let condition = NSCondition()
  private var waiting: [LabRequest.Kind: LabRequest] = [:]
  /// How many questions of each kind there have been.
  private var numbers: [LabRequest.Kind: Int] = [:]
  private var isClosed = false

  /// A question to answer, and whether it has been taken back meanwhile.
  struct Taken: Sendable {
    let request: LabRequest
    let isTakenBack: @Sendable () -> Bool
  }

  func put(_ request: LabRequest) {
    condition.withLock {
      waiting[request.kind] = request
      numbers[request.kind, default: 0] += 1
      // Several wait, each for kinds of its own: the one that is woken alone might not be the one.
      condition.broadcast()
    }
  }

  /// Takes everything back, and lets ``take(_:)`` return nil.
  func close() {
    condition.withLock {
      (waiting, isClosed) = ([:], true)
      condition.broadcast()
    }
  }

  /// Waits for a question; nil when there will be none.
  ///
  /// - Parameter kinds: those that are wanted, the most urgent first.
  func take(_ kinds: [LabRequest.Kind]) -> Taken? {
    condition.withLock {
      while !isClosed {
        if let kind = kinds.first(where: { waiting[$0] != nil }), let request = waiting.removeValue(forKey: kind) {
          let number = numbers[kind, default: 0]
          return Taken(request: request) { [self] in isNewer(kind, than: number) }
        }
        condition.wait()
      }
      return nil
    }
  }

  private func isNewer(_ kind: LabRequest.Kind, than number: Int) -> Bool {
    condition.withLock { isClosed || numbers[kind, default: 0] != number }
  }
}
