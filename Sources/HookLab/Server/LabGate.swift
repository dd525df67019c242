import HookKit

/// Who may have what. Nothing but the door is given without the token of the URL, and nothing to pages of others: not through
/// a name that leads to this machine (DNS rebinding), nor by a request from another site. What the token opens lies below
/// `/TOKEN/`; the door at `/` leads there.
struct LabGate: Sendable {
  let token: String
  let port: Int

  /// What a request gets.
  enum Way: Equatable {
    case file(String)
    case socket(key: String)
  }

  /// The name of the socket's path.
  static let socket = "socket"

  /// A token that nobody guesses: 128 random bits.
  static func newToken() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<2).map { _ in
      let digits = String(generator.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// The address that opens the page: the token stands behind the #, so that it is in no request but those of the page.
  var address: String { "http://127.0.0.1:\(port)/#token=\(token)" }

  private var hosts: [String] { ["127.0.0.1:\(port)", "localhost:\(port)"] }

  /// Finds out what a request may have.
  ///
  /// - Throws: ``HTTPFault/forbidden`` for other hosts and origins, ``HTTPFault/notFound`` for a wrong token.
  func way(of request: HTTPRequest) throws(HTTPFault) -> Way {
    guard let host = request.headers["host"], hosts.contains(host.lowercased()) else { throw .forbidden }
    let origin = request.headers["origin"]
    guard origin == nil || origin?.lowercased() == "http://\(host.lowercased())" else { throw .forbidden }
    let path = request.target.prefix { $0 != "?" && $0 != "#" }
    if let door = PageFiles.door[String(path)] { return .file(door) }
    guard isOurs(path.dropFirst().prefix { $0 != "/" }), path.dropFirst(token.count + 1).first == "/" else {
      throw .notFound
    }
    let name = String(path.dropFirst(token.count + 2))
    if name == Self.socket { return .socket(key: try key(of: request, origin)) }
    guard !name.isEmpty else { return .file(PageFiles.start) }
    if let site = request.headers["sec-fetch-site"], !["same-origin", "none"].contains(site) { throw .forbidden }
    return .file(name)
  }

  /// Compares without telling by its time how much of it was right.
  private func isOurs(_ text: Substring) -> Bool {
    let (given, wanted) = (Array(text.utf8), Array(token.utf8))
    guard given.count == wanted.count else { return false }
    return zip(given, wanted).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// The key of a handshake (RFC 6455, section 4.2.1); browsers always say their origin.
  private func key(of request: HTTPRequest, _ origin: String?) throws(HTTPFault) -> String {
    guard origin != nil else { throw .forbidden }
    let connection = request.headers["connection"]?.lowercased().split(separator: ",").map { String($0).trimmingSpaces }
    guard request.headers["upgrade"]?.lowercased() == "websocket", connection?.contains("upgrade") ?? false,
      request.headers["sec-websocket-version"] == "13", let key = request.headers["sec-websocket-key"],
      Base64.count(of: key) == 16
    else { throw .malformed }
    return key
  }
}
