import Foundation
import HookKit
import ImpalaModel
import LimitedPrograms
import Testing

@testable import Downloads

/// Files that are fetched, from a server that cuts and lies.
@Suite struct FetchTests {
  private static let name = "maze-rand-region-5-easy"

  /// Runs `body` with a server of the bundled policy, and an empty cache.
  private func serving(
    _ replies: [LocalServer.Reply], _ body: (Hookctl, LocalServer, [UInt8], [String: String]) throws -> Void
  ) throws {
    let content = try FileInput.read(BundledPolicy.path())
    let server = try LocalServer(content, replies)
    defer { server.stop() }
    try inFolder { hookctl in
      try body(hookctl, server, content, ["XDG_CACHE_HOME": hookctl.path("cache"), "no_proxy": "127.0.0.1"])
    }
  }

  private func models(_ hookctl: Hookctl) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: hookctl.path("cache/hookkit/models")))?.sorted() ?? []
  }

  @Test func whatIsFetchedIsAModelByName() throws {
    try serving([.whole]) { hookctl, server, content, environment in
      let command = ["model", "fetch", server.address("other.pth"), "--sha256", SHA256.hexDigest(of: content)]
      let outcome = try hookctl.run(command, environment: environment)
      #expect(outcome.code == 0, "\(outcome)")
      #expect(models(hookctl) == ["other.pth"])
      #expect(try hookctl("sites", "--model", "other.pth", environment: environment).code == 0)
      let again = try hookctl.run(command, environment: environment)
      #expect(again.code == 0 && again.errors.contains("is there already") && server.ranges == [0])
    }
  }

  /// As long as something comes, one command is enough.
  @Test func aTransferThatIsCutGoesOn() throws {
    try serving([.cut(100_000), .cut(1_000_000), .whole]) { hookctl, server, content, environment in
      let digest = SHA256.hexDigest(of: content)
      let outcome = try hookctl("model", "fetch", server.address("a.pth"), "--sha256", digest, environment: environment)
      #expect(outcome.code == 0, "\(outcome)")
      #expect(server.ranges == [0, 100_000, 1_100_000])
      #expect(try hookctl.bytes("cache/hookkit/models/a.pth") == content)
    }
  }

  @Test func anInterruptSaysWhatIsThere() throws {
    try serving([.slow]) { hookctl, server, content, environment in
      let command = ["model", "fetch", server.address("a.pth"), "--sha256", SHA256.hexDigest(of: content)]
      let process = try hookctl.start(command, environment: environment)
      let part = "cache/hookkit/models/a.pth.part"
      while (try? hookctl.bytes(part).isEmpty) ?? true, process.isRunning { Thread.sleep(forTimeInterval: 0.05) }
      process.send(SIGINT)
      let outcome = try process.outcome()
      let size = try hookctl.bytes(part).count.grouped
      #expect(outcome.code == 130)
      #expect(
        outcome.errors.contains("stopped: \(size) bytes are kept in \(hookctl.path(part)); go on with\n  hookctl model")
      )
    }
  }

  @Test func theNextCommandGoesOnWhereTheLastEnded() throws {
    try serving([.cut(500_000), .cut(0), .whole]) { hookctl, server, content, environment in
      let command = ["model", "fetch", server.address("a.pth"), "--sha256", SHA256.hexDigest(of: content)]
      let failed = try hookctl.run(command, environment: environment)
      #expect(failed.code == 69 && failed.errors.contains("goes on where it was cut"), "\(failed)")
      #expect(models(hookctl) == ["a.pth.part"])
      #expect(try hookctl.run(command, environment: environment).code == 0)
      #expect(server.ranges == [0, 500_000, 500_000])
      #expect(models(hookctl) == ["a.pth"])
    }
  }

  /// A server that cannot begin in the middle sends all of it again.
  @Test func whatCannotGoOnBeginsAnew() throws {
    try serving([.cut(500_000), .withoutRanges]) { hookctl, server, content, environment in
      let digest = SHA256.hexDigest(of: content)
      let outcome = try hookctl("model", "fetch", server.address("a.pth"), "--sha256", digest, environment: environment)
      #expect(outcome.code == 0, "\(outcome)")
      #expect(try hookctl.bytes("cache/hookkit/models/a.pth") == content)
    }
  }

  @Test func anotherFileIsNotUsed() throws {
    try serving([.whole]) { hookctl, server, _, environment in
      let outcome = try hookctl("model", "fetch", Self.name, "--from", server.address("x"), environment: environment)
      #expect(outcome.code == 69)
      #expect(outcome.errors.contains("what came is another file"))
      #expect(outcome.errors.contains("e82e620ee1c47d82684bb3bc84e140ffd7bbb4ca8bd5f0cc517370abab9e3f00"))
      #expect(models(hookctl) == [])
      let use = try hookctl("sites", "--model", Self.name, environment: environment)
      #expect(use.code == 69 && use.errors.contains("hookctl model fetch \(Self.name)"))
    }
  }

  /// A file that somebody has put there is checked before it is used.
  @Test func aFilePutThereByHandIsChecked() throws {
    try serving([.whole]) { hookctl, server, content, environment in
      try FileManager.default.createDirectory(
        atPath: hookctl.path("cache/hookkit/models"), withIntermediateDirectories: true)
      try hookctl.write(content, to: "cache/hookkit/models/\(Self.name).pth")
      for arguments in [["model", "fetch", Self.name], ["sites", "--model", Self.name]] {
        let outcome = try hookctl.run(arguments, environment: environment)
        #expect(outcome.code == 65 && outcome.errors.contains("is not \(Self.name)"), "\(outcome)")
      }
      #expect(server.ranges == [])
    }
  }

  @Test func errorsSayWhatToFetchByHandAndWhereToPutIt() throws {
    try serving([.status(404)]) { hookctl, server, _, environment in
      let missing = try hookctl("data", "fetch", "--from", server.address("x.whl"), environment: environment)
      #expect(missing.code == 69 && missing.errors.contains("404"), "\(missing)")
      #expect(missing.errors.contains("put it at \(hookctl.path("cache/hookkit"))/procgen-0.10.7-cp310"))
      let without = environment.merging(["PATH": hookctl.folder.path]) { $1 }
      let outcome = try hookctl("model", "fetch", Self.name, environment: without)
      #expect(outcome.code == 69 && outcome.errors.contains("there is no curl on the PATH"))
      #expect(outcome.errors.contains("https://raw.githubusercontent.com/GarretteBaker/"))
    }
  }

  @Test(arguments: [
    (["model", "fetch"], "or --list"), (["model", "fetch", "maze-rand-region"], "did you mean \"maze-rand-region-5\""),
    (["model", "fetch", "http://127.0.0.1:1/x.pth", "--sha256", "12"], "64 hexadecimal digits"),
    (["model", "fetch", "file:///etc/passwd"], "is no model that hookctl knows"),
  ])
  func mistakesAreExplained(arguments: [String], message: String) throws {
    try inFolder { hookctl in
      let outcome = try hookctl.run(arguments)
      #expect(outcome.code == 64 && outcome.errors.contains(message), "\(outcome)")
    }
  }

  /// FIPS 180-4's example; `git hash-object` of nothing, and of "hello" with a line feed.
  @Test func gitsNamesOfFilesAreKnown() {
    #expect(SHA1.hexDigest(of: Array("abc".utf8)) == "a9993e364706816aba3e25717850c26c9cd0d89d")
    let long = Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8)
    #expect(SHA1.hexDigest(of: long) == "84983e441c3bd26ebaae4aa1f95129e5e54670f1")
    #expect(FileDigest.gitBlob("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391").isOf([]))
    #expect(FileDigest.gitBlob("ce013625030ba8dba906f756967f9e9ca394464a").isOf(Array("hello\n".utf8)))
    #expect(!FileDigest.gitBlob("ce013625030ba8dba906f756967f9e9ca394464a").isOf(Array("hello".utf8)))
  }
}
