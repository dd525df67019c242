import Foundation
import HookKit
import LimitedPrograms
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Signals at any moment: the program ends soon, leaves nothing half-written, and does no harm to what was there.
@Suite(.serialized) struct SignalTests {
  private static let maze = "mode: easy\n\n..C\n.##\nM..\n"

  /// Short commands that write files, so that many signals come while they do.
  private static let commands: [[String]] = [
    ["--version"],
    ["maze", "edit", "--maze", "tiny.maze", "--no-cheese", "--out", "old.maze", "--out", "new.maze"],
    ["maze", "state", "--maze", "tiny.maze", "--bytes", "new.state"],
    ["vfield", "--maze", "tiny.maze", "--theme", "plain", "--out", "new.json", "--out", "new.svg"],
  ]

  @Test func twoHundredSignalsLeaveNothingBehind() throws {
    try inFolder { hookctl in
      try hookctl.write(Self.maze, to: "tiny.maze")
      var random = RandomStream(seed: 20)
      let seconds = try Self.commands.map { try Self.seconds(of: $0, hookctl) }
      let whole = try hookctl.text("old.maze")
      var codes: Set<Int32> = []
      for number in 0..<200 {
        let which = number % Self.commands.count
        try hookctl.write("precious", to: "old.maze")
        let process = try hookctl.start(Self.commands[which])
        usleep(UInt32(1e6 * 1.2 * seconds[which] * Double(random.uniform())))
        let signal = [SIGINT, SIGTERM, SIGHUP][Int(random.uniform() * 3) % 3]
        process.send(signal)
        let outcome = try process.outcome()
        codes.insert(outcome.code)
        // Before the program has started there is nobody to handle the signal, and once it is done nobody to end.
        #expect([0, 130, -signal].contains(outcome.code), "\(Self.commands[which]): \(outcome)")
        #expect(try ["precious", whole].contains(hookctl.text("old.maze")))
        let left = try hookctl.names.filter { $0.hasPrefix(".") }
        #expect(left.isEmpty, "\(Self.commands[which]): \(left)")
      }
      #expect(codes.contains(130) && codes.contains(0), "no signal came while the program ran: \(codes)")
    }
  }

  private static func seconds(of command: [String], _ hookctl: Hookctl) throws -> Double {
    let start = ContinuousClock.now
    #expect(try hookctl.run(command).code == 0)
    return (ContinuousClock.now - start) / .seconds(1)
  }

  /// A program that waits for a pipe has nothing to do but what a signal says, and no thread but the one that waits for it:
  /// those of OpenBLAS would be refused where a user may start no more, and end the program with it.
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func whoeverWaitsEndsAtOnce(signal: Int32) throws {
    try inFolder { hookctl in
      mkfifo(hookctl.path("pipe.maze"), 0o600)
      let process = try hookctl.start(["maze", "show", "--maze", "pipe.maze"])
      // Opened for reading, by the program: then this end can be opened too.
      var writer: Int32 = -1
      while writer < 0, process.isRunning {
        usleep(5000)
        writer = open(hookctl.path("pipe.maze"), O_WRONLY | O_NONBLOCK)
      }
      defer { close(writer) }
      // What read the line beside the parser is done, and ends.
      let place = "/proc/\(process.identifier)/status"
      var status = try? String(contentsOfFile: place, encoding: .utf8)
      for _ in 0..<1000 where status?.contains("Threads:\t2\n") == false {
        usleep(5000)
        status = try? String(contentsOfFile: place, encoding: .utf8)
      }
      if let status { #expect(status.contains("Threads:\t2\n"), "\(status)") }
      process.send(signal)
      #expect(try process.wait() == (signal == SIGINT ? 130 : -signal))
    }
  }
}
