import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A server of one file on 127.0.0.1, which can misbehave.
final class LocalServer: Sendable {
  /// How a request is answered.
  enum Reply {
    /// What was asked for, from the middle where that was asked for.
    case whole
    /// It says how much will come, and closes after so many bytes.
    case cut(Int)
    /// Always all of the file, from its beginning.
    case withoutRanges
    case status(Int)
    /// A little, and then nothing more until whoever asked has gone.
    case slow
  }

  let port: Int
  private let socket: Int32
  private let state: Mutex<(replies: [Reply], ranges: [Int])>

  /// - Parameter replies: one for each request; the last for all that follow.
  init(_ content: [UInt8], _ replies: [Reply] = [.whole]) throws {
    let listening = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listening, $0, length) | listen(listening, 8) | getsockname(listening, $0, &length)
      }
    }
    guard code == 0 else { throw CocoaError(.featureUnsupported) }
    (socket, port) = (listening, Int(UInt16(bigEndian: address.sin_port)))
    state = Mutex((replies, []))
    Thread.detachNewThread { [self] in
      while true {
        let client = accept(listening, nil, nil)
        guard client >= 0 else { return }
        answer(client, content)
        close(client)
      }
    }
  }

  /// Where each request so far wanted to begin.
  var ranges: [Int] { state.withLock { $0.ranges } }

  func address(_ name: String) -> String { "http://127.0.0.1:\(port)/\(name)" }

  func stop() {
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
  }

  private func answer(_ client: Int32, _ content: [UInt8]) {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    let count = read(client, &buffer, buffer.count)
    let request = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    let start = request.firstMatch(of: /(?i)range: bytes=(\d+)-/).flatMap { Int($0.1) } ?? 0
    let reply = state.withLock { state in
      state.ranges.append(start)
      return state.replies.count > 1 ? state.replies.removeFirst() : state.replies[0]
    }
    switch reply {
    case .status(let code): send(client, "HTTP/1.1 \(code) No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", [])
    case .slow:
      send(client, Self.head(content.count), Array(content.prefix(200_000)))
      while read(client, &buffer, buffer.count) > 0 {}
    case .withoutRanges: send(client, Self.head(content.count), content)
    case .whole, .cut:
      guard start < content.count else {
        return send(client, "HTTP/1.1 416 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", [])
      }
      let rest = Array(content[start...])
      let head = Self.head(rest.count, from: start, of: content.count)
      if case .cut(let limit) = reply {
        send(client, head, Array(rest.prefix(limit)))
      } else {
        send(client, head, rest)
      }
    }
  }

  private static func head(_ length: Int, from start: Int = 0, of total: Int = 0) -> String {
    let range = start > 0 ? "Content-Range: bytes \(start)-\(total - 1)/\(total)\r\n" : ""
    return "HTTP/1.1 \(start > 0 ? "206 Partial" : "200 OK")\r\nContent-Length: \(length)\r\n\(range)"
      + "Connection: close\r\n\r\n"
  }

  private func send(_ client: Int32, _ head: String, _ body: [UInt8]) {
    var rest = (Array(head.utf8) + body)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
