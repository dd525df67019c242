import Foundation
import HookKit

/// A place to try interventions by hand: a site of any shape, fed with the values one writes down.
struct Bench {
  let graph: ModuleGraph
  var inputs: Inputs
  var observations: (any ObservationSource)?

  /// The site is the network's input, so that the values are those given; `body_out` is the values rectified.
  init(_ rows: Tensor, labels: [[String: String]]? = nil, observations: (any ObservationSource)? = nil) throws {
    var builder = GraphBuilder(input: rows.shape.row)
    try builder.add("body", ReLU(), builder.input)
    graph = builder.graph
    inputs = Inputs(
      rows, rows: (0..<rows.rows).map { Inputs.Row(key: UInt64($0), labels: labels?[$0] ?? [:]) })
    self.observations = observations
  }

  var site: Site { graph.sites[0] }

  /// What an edit makes of the values.
  func result(
    _ intervention: some Intervention, on selection: Selection = .all, seed: UInt64 = 0
  ) throws -> Tensor {
    let plan = Plan { Edit("input", intervention, on: selection) }
    let options = RunOptions(seed: seed, observations: observations)
    return try graph.run(inputs, under: plan, capturing: ["input"], options: options)[site.name]
  }

  /// The message with which an edit fails; empty when it does not.
  func message(_ intervention: some Intervention) -> String {
    do {
      _ = try result(intervention)
      return ""
    } catch { return "\(error)" }
  }

  func context(_ name: String = "input") throws -> PrepareContext {
    let site = try SitePattern(name).sites(in: graph)[0]
    return PrepareContext(site: site, graph: graph, inputs: inputs, observations: observations)
  }
}

/// Knows "levels A..<B": row `n` holds the number `n` everywhere, and has the label `group` = n mod 2.
struct CountingLevels: ObservationSource {
  let shape: Shape
  var forms: String { "levels, as in levels 0..<50" }

  func observations(_ specification: String) throws -> Inputs? {
    guard let match = specification.wholeMatch(of: /levels (\d+)\.\.<(\d+)/),
      let first = Int(match.1), let end = Int(match.2)
    else { return nil }
    let numbers = Array(first..<end)
    return Inputs(
      Tensor(
        numbers.flatMap { Array(repeating: Float($0), count: shape.count) },
        shape: shape.batched(numbers.count)),
      rows: numbers.map { Inputs.Row(key: UInt64($0), labels: ["group": "\($0 % 2)"]) })
  }
}

/// A folder for the files of one test, removed with it.
final class Scratch {
  let path = NSTemporaryDirectory() + "hookkit-\(UUID().uuidString)"

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes tensors to a file of that name, and returns its path.
  func write(_ tensors: KeyValuePairs<String, Tensor>, _ name: String) throws -> String {
    try write(TensorArchive(tensors), name)
  }

  /// Writes an archive under a name, and returns its path.
  func write(_ archive: TensorArchive, _ name: String) throws -> String {
    let file = "\(path)/\(name)"
    try archive.write(to: file)
    return file
  }
}
