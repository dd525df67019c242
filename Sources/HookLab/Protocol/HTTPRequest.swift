import HookKit

/// The head of a request of HTTP/1.1. There are only those of `GET`, which have no body.
struct HTTPRequest: Equatable, Sendable {
  /// Heads that are longer are refused: the lab's own are some hundred bytes.
  static let largestHead = 16 << 10

  /// Path and query, as they were sent.
  let target: String
  /// By their names in lower case.
  let headers: [String: String]

  /// A request, from the bytes before the empty line.
  ///
  /// - Throws: ``HTTPFault`` for whatever is no plain GET.
  init(head: [UInt8]) throws(HTTPFault) {
    // Control characters in a head are never meant well, and a second host or origin neither.
    guard let text = String(validating: head, as: UTF8.self), !text.unicodeScalars.contains(where: Self.isForbidden)
    else {
      throw .malformed
    }
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    let words = lines[0].split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0", words[1].first == "/" else {
      throw .malformed
    }
    guard words[0] == "GET" else { throw .method }
    target = String(words[1])
    headers = try Self.headers(lines.dropFirst())
    guard headers["content-length"] ?? "0" == "0", headers["transfer-encoding"] == nil else { throw .malformed }
  }

  private static func headers(_ lines: some Sequence<Substring>) throws(HTTPFault) -> [String: String] {
    var headers: [String: String] = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":"), colon > line.startIndex, line.first != " " else { throw .malformed }
      let name = line[..<colon].lowercased()
      guard headers.updateValue(String(line[line.index(after: colon)...]).trimmingSpaces, forKey: name) == nil else {
        throw .malformed
      }
    }
    return headers
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 126 || scalar.value < 32 && scalar != "\r" && scalar != "\n" && scalar != "\t"
  }

  /// The end of the head in what was received so far: the number of bytes before the empty line.
  static func headLength(in bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    return (0...bytes.count - 4).first { bytes[$0..<$0 + 4].elementsEqual([13, 10, 13, 10]) }
  }
}

/// A request that is not answered with what it asks for.
enum HTTPFault: Error, Equatable {
  case malformed
  case method
  case tooLong
  case forbidden
  case notFound
  case busy

  var status: String {
    switch self {
    case .malformed: "400 Bad Request"
    case .method: "405 Method Not Allowed"
    case .tooLong: "431 Request Header Fields Too Large"
    case .forbidden: "403 Forbidden"
    case .notFound: "404 Not Found"
    case .busy: "503 Service Unavailable"
    }
  }
}
