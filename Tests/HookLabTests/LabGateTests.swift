import Testing

@testable import HookLab

/// Who gets what: nobody without the token, and nobody from elsewhere.
@Suite struct LabGateTests {
  private let gate = LabGate(token: "0123456789abcdef", port: 4000)

  private func way(_ target: String, _ headers: [String: String] = [:]) throws -> LabGate.Way {
    let all = ["host": "127.0.0.1:4000"].merging(headers) { $1 }
    let lines = ["GET \(target) HTTP/1.1"] + all.filter { !$0.value.isEmpty }.map { "\($0.key): \($0.value)" }
    return try gate.way(of: HTTPRequest(head: Array(lines.joined(separator: "\r\n").utf8)))
  }

  private let handshake = [
    "origin": "http://127.0.0.1:4000", "upgrade": "websocket", "connection": "keep-alive, Upgrade",
    "sec-websocket-version": "13", "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
  ]

  @Test func theTokenOpensThePageAndTheSocket() throws {
    #expect(try way("/0123456789abcdef/") == .file("index.html"))
    #expect(try way("/0123456789abcdef/main.js?v=1") == .file("main.js"))
    #expect(try way("/0123456789abcdef/", ["host": "localhost:4000"]) == .file("index.html"))
    #expect(try way("/0123456789abcdef/socket", handshake) == .socket(key: "dGhlIHNhbXBsZSBub25jZQ=="))
  }

  /// The door tells nothing, and is for nobody else either.
  @Test func theDoorLeadsToWhatTheTokenOpens() throws {
    #expect(try way("/") == .file("door.html") && way("/door.js") == .file("door.js"))
    #expect(throws: HTTPFault.forbidden) { try way("/", ["host": "evil.example:4000"]) }
    #expect(throws: HTTPFault.forbidden) { try way("/", ["origin": "https://evil.example"]) }
    #expect(gate.address == "http://127.0.0.1:4000/#token=0123456789abcdef")
  }

  @Test(arguments: [
    "/index.html", "/main.js", "/door.html", "/0123456789abcdee/", "/0123456789abcdef", "/0123456789abcdefg/",
    "//0123456789abcdef/",
  ])
  func withoutItThereIsNothing(_ target: String) {
    #expect(throws: HTTPFault.notFound) { try way(target) }
  }

  @Test(arguments: ["evil.example:4000", "127.0.0.1", "127.0.0.1:4001", "127.0.0.1:4000.evil.example", ""])
  func otherHostsAreRefused(_ host: String) {
    #expect(throws: HTTPFault.forbidden) { try way("/0123456789abcdef/", ["host": host]) }
  }

  @Test(arguments: [
    "https://evil.example", "null", "http://127.0.0.1:4001", "http://localhost:4000", "https://127.0.0.1:4000",
  ])
  func otherOriginsAreRefused(_ origin: String) {
    #expect(throws: HTTPFault.forbidden) {
      try way("/0123456789abcdef/socket", handshake.merging(["origin": origin]) { $1 })
    }
    #expect(throws: HTTPFault.forbidden) { try way("/0123456789abcdef/main.js", ["origin": origin]) }
  }

  @Test func aSocketNeedsItsOriginAndAWholeHandshake() {
    #expect(throws: HTTPFault.forbidden) {
      try way("/0123456789abcdef/socket", handshake.merging(["origin": ""]) { $1 })
    }
    for name in ["upgrade", "connection", "sec-websocket-version", "sec-websocket-key"] {
      #expect(throws: HTTPFault.malformed) { try way("/0123456789abcdef/socket", handshake.merging([name: ""]) { $1 }) }
    }
  }

  @Test func filesAreNotForOtherSites() {
    #expect(throws: HTTPFault.forbidden) { try way("/0123456789abcdef/main.js", ["sec-fetch-site": "cross-site"]) }
  }

  @Test func tokensDiffer() {
    let tokens = Set((0..<100).map { _ in LabGate.newToken() })
    #expect(tokens.count == 100 && tokens.allSatisfy { $0.count == 32 })
  }
}
