import CSockets
import HookKit

/// A connection, or what waits for connections. Every wait has a limit.
struct Socket: Sendable {
  private let number: Int32

  /// Listens on the loopback interface.
  ///
  /// - Parameter port: 0 takes any that is free.
  /// - Throws: `Fault` for a port that cannot be had.
  static func listening(on port: Int) throws -> Socket {
    guard let short = UInt16(exactly: port) else { throw fault(port, "there is no such port") }
    let number = hk_socket_listen(short)
    guard number >= 0 else { throw fault(port, FileInput.systemMessage(-number)) }
    return Socket(number: number)
  }

  private static func fault(_ port: Int, _ reason: String) -> Fault {
    Fault(
      .limit, "--port \(port)", "cannot be listened on: \(reason)", try: "give another, or none for any that is free")
  }

  var port: Int { Int(hk_socket_port(number)) }

  /// The next connection; nil where none came in time, or the system has none to give.
  func accept(milliseconds: Int32) -> Socket? {
    let connection = hk_socket_accept(number, milliseconds)
    return connection > 0 ? Socket(number: connection) : nil
  }

  /// What was received; nil at the end, or when nothing came in time.
  func read(milliseconds: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = hk_socket_read(number, &bytes, bytes.count, milliseconds)
    return count > 0 ? Array(bytes[..<count]) : nil
  }

  /// Sends all of the bytes.
  ///
  /// - Throws: `Fault` when nobody takes them.
  func write(_ bytes: [UInt8], milliseconds: Int32) throws {
    guard hk_socket_write(number, bytes, bytes.count, milliseconds) == 0 else {
      throw Fault(.limit, "the page", "has closed its connection")
    }
  }

  /// Ends the connection in both directions; whoever waits for it goes on.
  func end() { hk_socket_end(number) }

  func close() { hk_socket_close(number) }
}
