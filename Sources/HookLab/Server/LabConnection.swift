import HookKit

/// One connection: a file of the page, or a socket whose questions are answered as long as it is there.
final class LabConnection: Sendable {
  private static let headTime: Int32 = 5_000
  private static let messageTime: Int32 = 10_000
  private static let writeTime: Int32 = 15_000
  private static let longest: Int32 = .max
  /// The most bytes of a question: a plan may hold tensors.
  static let largestMessage = 4 << 20

  private let socket: Socket
  private let gate: LabGate
  private let work: LabWork
  private let mailbox = Mailbox()
  private let writing = Locked(())

  init(_ socket: Socket, gate: LabGate, work: LabWork) { (self.socket, self.gate, self.work) = (socket, gate, work) }

  /// Serves the connection to its end, and closes it.
  func serve() {
    defer { socket.close() }
    do throws(HTTPFault) {
      let request = try request()
      switch try gate.way(of: request) {
      case .file(let name):
        guard let file = work.page[name] else { throw HTTPFault.notFound }
        send(HTTPResponse(file: file, type: PageFiles.type(of: name)).bytes)
      case .socket(let key):
        send(HTTPResponse(webSocketKey: key).bytes)
        converse()
      }
    } catch { send(HTTPResponse(error).bytes) }
    socket.end()
  }

  /// The head of the request. It has to come whole, and soon.
  private func request() throws(HTTPFault) -> HTTPRequest {
    var bytes: [UInt8] = []
    let deadline = ContinuousClock.now + .milliseconds(Int(Self.headTime))
    while true {
      if let length = HTTPRequest.headLength(in: bytes) { return try HTTPRequest(head: Array(bytes[..<length])) }
      guard bytes.count <= HTTPRequest.largestHead else { throw .tooLong }
      guard ContinuousClock.now < deadline, let new = socket.read(milliseconds: Self.headTime) else { throw .malformed }
      bytes += new
    }
  }

  private func send(_ bytes: [UInt8]) { try? deliver(bytes) }

  /// Sends a whole frame: two threads never mix theirs.
  private func deliver(_ bytes: [UInt8]) throws {
    try writing.withLock { _ in try socket.write(bytes, milliseconds: Self.writeTime) }
  }

  /// Takes questions until the socket ends. Quick ones and long ones are answered side by side.
  private func converse() {
    do {
      try deliver(WebSocketFrame.binary(HelloAnswer.frame(work.setting).bytes))
    } catch { return }
    let workers = WorkerGroup()
    workers.start { [self] in answer([.maze, .field, .site, .presums]) }
    workers.start { [self] in answer([.export, .episode, .nulls, .effects]) }
    let fault = listen()
    mailbox.close()
    send(WebSocketFrame.close(fault))
    socket.end()
    workers.wait()
  }

  /// Reads questions; returns when the client leaves, or says what is none.
  private func listen() -> WebSocketFault? {
    var reader = WebSocketReader(limit: Self.largestMessage)
    while let new = socket.read(milliseconds: reader.isWithinMessage ? Self.messageTime : Self.longest) {
      reader.receive(new)
      do throws(WebSocketFault) {
        while let event = try reader.next() {
          switch event {
          case .close: return nil
          case .ping(let payload): send(WebSocketFrame.pong(payload))
          case .message(let text): take(text)
          }
        }
      } catch { return error }
    }
    return nil
  }

  private func take(_ text: String) {
    do { mailbox.put(try LabRequest.reading(text)) } catch {
      var frame = LabFrame()
      frame.add("faults", LabFaults(error).json)
      send(WebSocketFrame.binary(frame.bytes))
    }
  }

  private func answer(_ kinds: [LabRequest.Kind]) {
    while let taken = mailbox.take(kinds) {
      do {
        let began = ContinuousClock.now
        try work.answer(taken.request, isCancelled: taken.isTakenBack) { frame in
          // What was computed and is no longer wanted is not sent.
          if taken.isTakenBack() { return }
          var frame = frame
          frame.add("ms", .number((ContinuousClock.now - began).milliseconds))
          try deliver(WebSocketFrame.binary(frame.bytes))
        }
      } catch {
        mailbox.close()
        socket.end()
      }
    }
  }
}

extension Duration {
  /// In milliseconds, to a hundredth.
  fileprivate var milliseconds: Double {
    let (seconds, attoseconds) = components
    return (Double(seconds) * 1e5 + Double(attoseconds) / 1e13).rounded() / 100
  }
}
