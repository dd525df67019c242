import Foundation
import Synchronization
import Testing

@testable import PluginHost

@Suite struct FileLockTests {
  /// How many are inside at one time.
  private final class Count: Sendable {
    private let inside = Atomic(0)
    private let most = Atomic(0)

    func enter() {
      let now = inside.add(1, ordering: .sequentiallyConsistent).newValue
      most.max(now, ordering: .sequentiallyConsistent)
    }

    func leave() { inside.subtract(1, ordering: .sequentiallyConsistent) }

    var highest: Int { most.load(ordering: .sequentiallyConsistent) }
  }

  /// Locks are between open files, so that two threads exclude each other as two processes do.
  @Test func oneHoldsItAtATime() async throws {
    let scene = try Scene()
    let path = scene.path("lock")
    let count = Count()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          try HostCache.locked(path) {
            count.enter()
            usleep(3000)
            count.leave()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(count.highest == 1)
    withExtendedLifetime(scene) {}
  }

  @Test func errorsLetItGo() throws {
    struct Fault: Error {}
    let scene = try Scene()
    #expect(throws: Fault.self) { try HostCache.locked(scene.path("lock")) { throw Fault() } }
    var hadToWait = false
    try HostCache.locked(scene.path("lock")) {
      hadToWait = true
    } _: {
    }
    #expect(!hadToWait)
  }

  @Test func aLockThatCannotBeMadeIsAnError() throws {
    let scene = try Scene()
    #expect(throws: PluginError.self) { try HostCache.locked(scene.path("no/where/lock")) {} }
  }
}
