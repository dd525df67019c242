import Synchronization
import Testing

@testable import Essentials

@Suite struct TeamTests {
  @Test(arguments: [2, 3, 8])
  func everyCallIsMadeOnce(size: Int) {
    let calls = Locked([Int](repeating: 0, count: 40))
    let members = Locked(Set<Int>())
    Team.gather(size) { team in
      #expect(team?.size == size)
      for _ in 0..<500 {
        team?.each(40) { index, member in
          calls.withLock { $0[index] += 1 }
          members.withLock { _ = $0.insert(member) }
        }
      }
    }
    #expect(calls.withLock(\.self) == [Int](repeating: 500, count: 40))
    #expect(members.withLock { $0.isSubset(of: 0..<size) && $0.contains(0) })
  }

  /// A step is over for all when it is for this thread: what it held is let go of.
  @Test func nothingIsHeldAfterAStep() {
    final class Held: Sendable {}
    Team.gather(4) { team in
      for _ in 0..<500 {
        var held: Held? = Held()
        weak let seen = held
        team?.each(3) { [held] _, _ in _ = held }
        held = nil
        #expect(seen == nil)
      }
    }
  }

  @Test func oneThreadIsNoTeam() {
    #expect(Team.gather(1) { $0 == nil })
  }

  @Test func errorsOfTheBodyAreThrown() {
    struct Failed: Error {}
    #expect(throws: Failed.self) { try Team.gather(3) { _ in throw Failed() } }
  }

  /// Others who gather at the same time, and work that is divided meanwhile, do not disturb each other.
  @Test func teamsGatherWithinTeams() throws {
    let sums = try Parallel.map(8) { number in
      let sum = Locked(0)
      Team.gather(3) { team in
        for step in 0..<100 { team?.each(5) { index, _ in sum.withLock { $0 += number * step * index } } }
      }
      return sum.withLock(\.self)
    }
    #expect(sums == (0..<8).map { $0 * 4950 * 10 })
  }
}
