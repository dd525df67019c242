import HookKit

/// What a client sends on a WebSocket.
enum WebSocketEvent: Equatable, Sendable {
  /// A whole message, its parts put together.
  case message(String)
  case ping([UInt8])
  case close
}

/// Takes bytes as they come, and makes messages of them (RFC 6455, section 5). What is too long is refused by the length
/// that it announces, before any of it is kept.
struct WebSocketReader {
  /// The most bytes of a message.
  let limit: Int
  private var bytes: [UInt8] = []
  /// The parts of a message so far; nil between messages.
  private var parts: [UInt8]?

  init(limit: Int) { self.limit = limit }

  /// Whether a frame or a message has begun and not ended.
  var isWithinMessage: Bool { !bytes.isEmpty || parts != nil }

  /// Adds what was received.
  mutating func receive(_ new: some Sequence<UInt8>) { bytes += new }

  /// The next event; nil until more is received.
  ///
  /// - Throws: ``WebSocketFault``, after which the connection has to end.
  mutating func next() throws(WebSocketFault) -> WebSocketEvent? {
    while let frame = try frame() {
      if let event = try event(of: frame) { return event }
    }
    return nil
  }

  private struct Frame {
    let isFinal: Bool
    let code: UInt8
    let payload: [UInt8]
  }

  private enum Code {
    static let (part, text, binary, close, ping, pong): (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8) = (0, 1, 2, 8, 9, 10)
  }

  /// The first frame of the bytes, which is taken out of them.
  private mutating func frame() throws(WebSocketFault) -> Frame? {
    guard bytes.count >= 2 else { return nil }
    let (isFinal, code, isControl) = (bytes[0] & 0x80 != 0, bytes[0] & 0x0f, bytes[0] & 0x08 != 0)
    // No extension was agreed on, and every client masks what it sends.
    guard bytes[0] & 0x70 == 0, bytes[1] & 0x80 != 0, !isControl || isFinal else { throw .protocolError }
    guard let (length, start) = length() else { return nil }
    guard !isControl || length <= 125 else { throw .protocolError }
    guard length <= UInt64(limit - (parts?.count ?? 0)) else { throw .tooLarge }
    let end = start + 4 + Int(length)
    guard bytes.count >= end else { return nil }
    let mask = Array(bytes[start..<start + 4])
    var payload = Array(bytes[start + 4..<end])
    for index in payload.indices { payload[index] ^= mask[index & 3] }
    bytes.removeFirst(end)
    return Frame(isFinal: isFinal, code: code, payload: payload)
  }

  /// The announced length, and where the mask begins.
  private func length() -> (UInt64, start: Int)? {
    let short = bytes[1] & 0x7f
    let size = short == 126 ? 2 : short == 127 ? 8 : 0
    guard bytes.count >= 2 + size else { return nil }
    let long = bytes[2..<2 + size].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return (size == 0 ? UInt64(short) : long, 2 + size)
  }

  private mutating func event(of frame: Frame) throws(WebSocketFault) -> WebSocketEvent? {
    switch frame.code {
    case Code.close: return .close
    case Code.ping: return .ping(frame.payload)
    case Code.pong: return nil
    case Code.text where parts == nil: parts = frame.payload
    case Code.part where parts != nil: parts? += frame.payload
    case Code.binary: throw .notText
    default: throw .protocolError
    }
    guard frame.isFinal, let whole = parts else { return nil }
    parts = nil
    guard let text = String(validating: whole, as: UTF8.self) else { throw .notText }
    return .message(text)
  }
}

/// What ends a WebSocket, with the number that says why (RFC 6455, section 7.4.1).
enum WebSocketFault: UInt16, Error {
  case protocolError = 1002
  case notText = 1007
  case tooLarge = 1009
}

/// Frames that the server sends: whole, and without a mask.
enum WebSocketFrame {
  static func binary(_ payload: [UInt8]) -> [UInt8] { frame(2, payload) }
  static func pong(_ payload: [UInt8]) -> [UInt8] { frame(10, payload) }

  static func close(_ fault: WebSocketFault?) -> [UInt8] {
    let code = fault?.rawValue ?? 1000
    return frame(8, [UInt8(code >> 8), UInt8(code & 0xff)])
  }

  private static func frame(_ code: UInt8, _ payload: [UInt8]) -> [UInt8] {
    let count = payload.count
    let length: [UInt8] =
      switch count {
      case ...125: [UInt8(count)]
      case ...0xffff: [126, UInt8(count >> 8), UInt8(count & 0xff)]
      default: [127] + (0..<8).reversed().map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
      }
    return [0x80 | code] + length + payload
  }
}
