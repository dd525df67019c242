import HookKit
import Testing

@testable import HookLab

/// Frames of WebSockets: those of RFC 6455, cut anywhere, and hostile ones.
@Suite struct WebSocketTests {
  /// A masked frame as clients send it.
  private func frame(_ first: UInt8, _ payload: [UInt8], mask: [UInt8] = [1, 2, 3, 4]) -> [UInt8] {
    let length: [UInt8] =
      payload.count < 126
      ? [0x80 | UInt8(payload.count)] : [0x80 | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
    return [first] + length + mask + payload.enumerated().map { $0.element ^ mask[$0.offset & 3] }
  }

  private func events(_ bytes: [UInt8], limit: Int = 1000, cutBy step: Int = .max) throws -> [WebSocketEvent] {
    var reader = WebSocketReader(limit: limit)
    var events: [WebSocketEvent] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      reader.receive(rest.prefix(step))
      rest = rest.dropFirst(step)
      while let event = try reader.next() { events.append(event) }
    }
    return events
  }

  /// The example of RFC 6455, section 5.7.
  @Test func theMaskedHelloOfTheStandardIsRead() throws {
    let bytes: [UInt8] = [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]
    #expect(try events(bytes) == [.message("Hello")])
  }

  /// The example of RFC 6455, section 1.3.
  @Test func theHandshakeIsThatOfTheStandard() {
    let response = HTTPResponse(webSocketKey: "dGhlIHNhbXBsZSBub25jZQ==")
    #expect(
      response.headers.contains { $0.name == "Sec-WebSocket-Accept" && $0.value == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" })
  }

  @Test(arguments: [1, 2, 3, 7, 1000]) func messagesAreReadHoweverTheyAreCut(_ step: Int) throws {
    let bytes =
      frame(0x01, Array("one, ".utf8)) + frame(0x89, [7]) + frame(0x80, Array("two".utf8))
      + frame(0x81, Array(String(repeating: "x", count: 300).utf8)) + frame(0x88, [])
    let wanted: [WebSocketEvent] = [
      .ping([7]), .message("one, two"), .message(String(repeating: "x", count: 300)), .close,
    ]
    #expect(try events(bytes, cutBy: step) == wanted)
  }

  @Test func whatAnnouncesTooMuchIsRefusedBeforeItComes() {
    let huge: [UInt8] = [0x81, 0xff, 0x7f, 255, 255, 255, 255, 255, 255, 255]
    #expect(throws: WebSocketFault.tooLarge) { try events(huge) }
    #expect(throws: WebSocketFault.tooLarge) { try events([0x81, 0xff, 255, 255, 255, 255, 255, 255, 255, 255]) }
    let parts = (0..<11).flatMap { frame($0 == 0 ? 0x01 : 0x00, [UInt8](repeating: 65, count: 100)) }
    #expect(throws: WebSocketFault.tooLarge) { try events(parts) }
  }

  @Test func framesThatNoClientSendsEndTheConversation() {
    #expect(throws: WebSocketFault.protocolError) { try events([0x81, 0x01, 65]) }
    #expect(throws: WebSocketFault.protocolError) { try events(frame(0xc1, [65])) }
    #expect(throws: WebSocketFault.protocolError) { try events(frame(0x80, [65])) }
    #expect(throws: WebSocketFault.protocolError) { try events(frame(0x83, [65])) }
    #expect(throws: WebSocketFault.protocolError) { try events(frame(0x09, [65])) }
    #expect(throws: WebSocketFault.protocolError) { try events([0x89, 0xfe, 1, 0]) }
    #expect(throws: WebSocketFault.protocolError) { try events(frame(0x01, [65]) + frame(0x81, [65])) }
    #expect(throws: WebSocketFault.notText) { try events(frame(0x82, [65])) }
    #expect(throws: WebSocketFault.notText) { try events(frame(0x81, [0xff, 0xfe])) }
  }

  @Test func framesOfTheServerHaveTheShortestLength() {
    #expect(WebSocketFrame.binary([1, 2]) == [0x82, 2, 1, 2])
    #expect(WebSocketFrame.binary([UInt8](repeating: 0, count: 126)).prefix(4) == [0x82, 126, 0, 126])
    #expect(
      WebSocketFrame.binary([UInt8](repeating: 0, count: 70_000)).prefix(10) == [
        0x82, 127, 0, 0, 0, 0, 0, 1, 0x11, 0x70,
      ])
    #expect(WebSocketFrame.close(.tooLarge) == [0x88, 2, 0x03, 0xf1])
  }

  @Test func randomBytesNeverCrash() {
    var bytes = FuzzBytes(seed: 2)
    for _ in 0..<3_000 {
      var reader = WebSocketReader(limit: 500)
      for _ in 0..<4 {
        reader.receive(bytes.next(upTo: 40))
        while let event = try? reader.next() { if event == .close { break } }
      }
    }
  }

  /// Frames with a few bytes changed: whatever is read of them is text within the limit.
  @Test func damagedFramesStayWithinTheLimit() {
    var bytes = FuzzBytes(seed: 3)
    let good = frame(0x01, Array("{\"id\":".utf8)) + frame(0x80, Array("1}".utf8)) + frame(0x81, Array("end".utf8))
    for _ in 0..<3_000 {
      var damaged = good
      for _ in 0..<3 { damaged[bytes.number(below: damaged.count)] = UInt8(bytes.number(below: 256)) }
      guard let events = try? events(damaged, limit: 100) else { continue }
      for case .message(let text) in events { #expect(text.utf8.count <= 100) }
    }
  }
}
