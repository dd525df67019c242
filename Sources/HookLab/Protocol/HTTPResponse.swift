import HookKit

/// An answer, after which the connection ends; or the one that makes a WebSocket of it.
struct HTTPResponse: Equatable, Sendable {
  let status: String
  var headers: [(name: String, value: String)]
  var body: [UInt8] = []

  /// A file of the page.
  init(file body: [UInt8], type: String) {
    status = "200 OK"
    headers = [("Content-Type", type)] + Self.protection
    self.body = body
  }

  /// The answer to a request that is refused. It says nothing of what there would be.
  init(_ fault: HTTPFault) {
    status = fault.status
    headers = [("Content-Type", "text/plain; charset=utf-8")] + Self.protection
    body = Array("\(fault.status)\n".utf8)
  }

  /// The answer to the handshake of a WebSocket (RFC 6455, section 4.2.2).
  init(webSocketKey key: String) {
    status = "101 Switching Protocols"
    let digest = SHA1.digest(of: Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))
    headers = [("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Accept", Base64.text(of: digest))]
  }

  /// What browsers are told: nothing but the page's own files, nothing around it, nothing kept, nothing passed on.
  static let protection: [(name: String, value: String)] = [
    ("Content-Security-Policy", contentPolicy), ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-store"), ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Connection", "close"),
  ]

  static let contentPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; "
    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  /// The bytes that are sent.
  var bytes: [UInt8] {
    let isSwitch = status.hasPrefix("101")
    let length = isSwitch ? [] : [("Content-Length", "\(body.count)")]
    let lines = ["HTTP/1.1 \(status)"] + (headers + length).map { "\($0.0): \($0.1)" }
    return Array((lines + ["", ""]).joined(separator: "\r\n").utf8) + body
  }

  static func == (left: HTTPResponse, right: HTTPResponse) -> Bool { left.bytes == right.bytes }
}
