import Foundation
import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab

@testable import HookLab

/// A lab of the bundled policy on easy level 3, drawn plainly, so that the tests need no pictures.
enum LabSample {
  static let site = "embedder.block2.res1.resadd_out"

  static func work(_ edits: [Edit] = [], registry: Registry? = nil) throws -> LabWork {
    var registry = try registry ?? Registry.builtIn
    registry.addBuiltInMetrics()
    return LabWork(
      setting: LabSetting(
        models: [.init(try Policy.bundled())], registry: registry, renderer: try MazeRenderer(theme: .plain),
        themeArguments: ["--theme", "plain"], start: try MazeState(level: 3, mode: .easy), isLevel: true,
        plan: Plan(edits: edits)),
      page: try PageFiles())
  }

  static func request(_ kind: LabRequest.Kind, edits: [String] = []) throws -> LabRequest {
    var request = LabRequest(id: 1, kind: kind)
    (request.maze, request.level, request.edits) = (try Maze(level: 3, mode: .easy).text, 3, edits)
    return request
  }

  /// The answers to a question: headers, floats by name, and a file.
  static func answers(_ request: LabRequest, _ work: LabWork) throws -> [Answer] {
    var answers: [Answer] = []
    try work.answer(request, isCancelled: { false }) { answers.append(try Answer($0.bytes)) }
    return answers
  }

  static func answer(_ request: LabRequest, _ work: LabWork) throws -> Answer {
    try answers(request, work).last ?? Answer(LabFrame().bytes)
  }

  /// A frame, read as the page reads it.
  struct Answer {
    let header: [String: Any]
    let bytes: [UInt8]
    private let start: Int

    init(_ bytes: [UInt8]) throws {
      let length = (0..<4).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
      let object = try JSONSerialization.jsonObject(with: Data(bytes[4..<4 + length]))
      (header, self.bytes, start) = (object as? [String: Any] ?? [:], bytes, 4 + length)
    }

    func floats(_ name: String) -> [Float] {
      guard let place = (header["arrays"] as? [String: [Int]])?[name] else { return [] }
      return (place[0]..<place[0] + place[1]).map { index in
        let at = start + 4 * index
        return Float(bitPattern: (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[at + $1]) << (8 * UInt32($1)) })
      }
    }

    var file: [UInt8] { Array(bytes.suffix(header["file"] as? Int ?? 0)) }
    func text(_ key: String) -> String { header[key] as? String ?? "" }
    var faults: [(edit: Int?, text: String)] {
      (header["faults"] as? [[String: Any]] ?? []).map { ($0["edit"] as? Int, $0["text"] as? String ?? "") }
    }
  }
}
