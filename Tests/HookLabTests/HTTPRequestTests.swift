import Testing

@testable import HookLab

/// Heads of requests: what browsers send is understood, and what nobody means well is refused.
@Suite struct HTTPRequestTests {
  private func request(_ lines: String...) throws(HTTPFault) -> HTTPRequest {
    try HTTPRequest(head: Array(lines.joined(separator: "\r\n").utf8))
  }

  @Test func aGetIsRead() throws {
    let request = try request("GET /token/main.js?x=1 HTTP/1.1", "Host: 127.0.0.1:80", "X-Empty:")
    #expect(request.target == "/token/main.js?x=1")
    #expect(request.headers == ["host": "127.0.0.1:80", "x-empty": ""])
  }

  @Test(arguments: [
    "", "GET", "GET /", "GET / HTTP/2", "GET / HTTP/1.1 ", "GET  / HTTP/1.1", "get / HTTP/1.1",
    "GET http://x/ HTTP/1.1",
    "GET / HTTP/1.1\r\nno colon", "GET / HTTP/1.1\r\n: value", "GET / HTTP/1.1\r\n folded: x",
    "GET / HTTP/1.1\r\nHost: a\r\nhost: b", "GET / HTTP/1.1\r\nContent-Length: 5",
    "GET / HTTP/1.1\r\nTransfer-Encoding: chunked", "GET /\u{0} HTTP/1.1", "GET /ü HTTP/1.1",
  ])
  func whatIsNoneIsRefused(_ head: String) {
    #expect(throws: HTTPFault.self) { try HTTPRequest(head: Array(head.utf8)) }
  }

  @Test(arguments: ["POST", "HEAD", "OPTIONS", "CONNECT", "DELETE"]) func onlyGetIsAnswered(_ method: String) {
    #expect(throws: HTTPFault.method) { try request("\(method) / HTTP/1.1", "Host: x") }
  }

  @Test func theHeadEndsAtTheEmptyLine() {
    #expect(HTTPRequest.headLength(in: Array("GET / HTTP/1.1\r\n\r\nrest".utf8)) == 14)
    #expect(HTTPRequest.headLength(in: Array("GET / HTTP/1.1\r\n".utf8)) == nil)
    #expect(HTTPRequest.headLength(in: []) == nil)
  }

  @Test func randomBytesNeverCrash() {
    var bytes = FuzzBytes(seed: 1)
    for _ in 0..<2_000 {
      let head = bytes.next(upTo: 200)
      _ = HTTPRequest.headLength(in: head)
      _ = try? HTTPRequest(head: head)
      _ = try? HTTPRequest(head: Array("GET / HTTP/1.1\r\n".utf8) + head)
    }
  }
}
