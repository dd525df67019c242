/// Files that are written and wait for the end of what makes them.
final class FileDelivery: Sendable {
  // Unchecked: files and steps are only added, and taken when all is done, one at a time.
  private struct Waiting: @unchecked Sendable {
    var files: [PendingFile] = []
    var steps: [(Bool) -> Void] = []
  }

  private let waiting = Locked(Waiting())

  /// That of the command that is running.
  @TaskLocal static var current: FileDelivery?

  func add(_ files: [PendingFile]) {
    let new = Waiting(files: files)
    waiting.withLock { $0.files += new.files }
  }

  func add(_ step: @escaping (_ isDelivered: Bool) -> Void) {
    let new = Waiting(steps: [step])
    waiting.withLock { $0.steps += new.steps }
  }

  /// Puts the files into their places, or removes what was written of them; then takes the steps.
  func end(isDelivered: Bool) throws {
    var all = waiting.withLock { waiting in
      defer { waiting = Waiting() }
      return waiting
    }
    var isDelivered = isDelivered
    defer { for step in all.steps { step(isDelivered) } }
    guard isDelivered else {
      all.files = []
      return
    }
    do { try PendingFile.commit(all.files) } catch {
      isDelivered = false
      all.files = []
      throw error
    }
  }
}
