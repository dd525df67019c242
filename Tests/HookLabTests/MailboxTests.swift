import HookKit
import Testing

@testable import HookLab

/// The newest question of a kind counts, and takes back the one that is being answered.
@Suite struct MailboxTests {
  private func request(_ id: Int, _ kind: LabRequest.Kind) -> LabRequest { LabRequest(id: id, kind: kind) }

  @Test func aNewerQuestionTakesThePlaceOfOneThatWaits() {
    let mailbox = Mailbox()
    for id in 1...3 { mailbox.put(request(id, .field)) }
    #expect(mailbox.take([.field])?.request.id == 3)
  }

  @Test func aNewerQuestionTakesBackTheOneUnderWay() {
    let mailbox = Mailbox()
    mailbox.put(request(1, .field))
    let taken = mailbox.take([.field])
    #expect(taken?.isTakenBack() == false)
    mailbox.put(request(2, .site))
    #expect(taken?.isTakenBack() == false)
    mailbox.put(request(3, .field))
    #expect(taken?.isTakenBack() == true)
  }

  @Test func theMostUrgentKindComesFirst() {
    let mailbox = Mailbox()
    mailbox.put(request(1, .site))
    mailbox.put(request(2, .maze))
    #expect(mailbox.take([.maze, .field, .site])?.request.id == 2)
    #expect(mailbox.take([.maze, .field, .site])?.request.id == 1)
  }

  /// Two that wait for different kinds: each question reaches the one that it is for.
  @Test(.timeLimit(.minutes(1))) func everyoneIsWokenForItsKinds() {
    for round in 0..<200 {
      let mailbox = Mailbox()
      let workers = WorkerGroup()
      let taken = Locked<[Int]>([])
      for kinds in [[LabRequest.Kind.field], [.export]] {
        workers.start {
          guard let one = mailbox.take(kinds) else { return }
          taken.withLock { $0.append(one.request.id) }
        }
      }
      // Whichever of them waits first: its own question alone must reach it.
      mailbox.put(request(round.isMultiple(of: 2) ? 1 : 2, round.isMultiple(of: 2) ? .field : .export))
      mailbox.put(request(round.isMultiple(of: 2) ? 2 : 1, round.isMultiple(of: 2) ? .export : .field))
      workers.wait()
      #expect(taken.withLock { $0.sorted() } == [1, 2])
    }
  }

  @Test func closingTakesEverythingBack() {
    let mailbox = Mailbox()
    mailbox.put(request(1, .field))
    let taken = mailbox.take([.field])
    mailbox.put(request(2, .field))
    mailbox.close()
    #expect(taken?.isTakenBack() == true && mailbox.take([.field]) == nil)
  }
}
