import Foundation
import HookKit

/// The server of a lab: on the loopback interface, for those who know its address.
public final class LabServer: Sendable {
  /// Connections beyond this number are told to come again: a page has one, and a few more while it loads.
  static let mostConnections = 32

  private let socket: Socket
  private let gate: LabGate
  private let work: LabWork
  private let open = Locked(0)

  /// Listens on a port; 0 takes any that is free.
  ///
  /// - Throws: `Fault` for a port that cannot be had, or a page that is not there.
  public init(_ setting: LabSetting, port: Int = 0) throws {
    work = LabWork(setting: setting, page: try PageFiles())
    socket = try Socket.listening(on: port)
    gate = LabGate(token: LabGate.newToken(), port: socket.port)
  }

  /// The address of the page, with the token that opens it.
  public var address: String { gate.address }

  /// Serves until it is told to stop.
  public func run(until shouldStop: () -> Bool) {
    while !shouldStop() {
      guard let connection = socket.accept(milliseconds: 200) else { continue }
      let isWelcome = open.withLock { count in
        guard count < Self.mostConnections else { return false }
        count += 1
        return true
      }
      guard isWelcome else {
        try? connection.write(HTTPResponse(HTTPFault.busy).bytes, milliseconds: 0)
        connection.close()
        continue
      }
      Thread.detachNewThread { [self] in
        LabConnection(connection, gate: gate, work: work).serve()
        open.withLock { $0 -= 1 }
      }
    }
    socket.close()
  }

  /// The page of a question as one file, without a server.
  ///
  /// - Parameter sites: the sites whose channels it shows; for none those that are edited.
  /// - Throws: what is wrong with the edits, and what computing them throws.
  public static func page(of setting: LabSetting, sites: [String]) throws -> [UInt8] {
    let page = try PageFiles()
    var request = LabRequest(id: 0, kind: .export)
    let start = setting.start
    (request.maze, request.level) = (start.maze.text, setting.isLevel ? Int(start.currentLevelSeed) : nil)
    request.edits = setting.calls
    (request.seed, request.sites) = ("\(setting.seed)", sites.isEmpty ? try editedSites(of: setting) : sites)
    do { return try html(request, setting, page) } catch let faults as LabFaults { throw faults.error }
  }

  private static func html(_ request: LabRequest, _ setting: LabSetting, _ page: PageFiles) throws -> [UInt8] {
    let subject = try LabSubject(request, setting) { false }
    return Array(try ExportAnswer.html(request, subject, setting, page).utf8)
  }

  private static func editedSites(of setting: LabSetting) throws -> [String] {
    try setting.plan.edits.flatMap { try $0.pattern.sites(in: setting.models[0].policy.graph).map(\.name) }
  }
}
