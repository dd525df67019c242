import HookKit

/// One measurement that is asked for, a line of JSON. Absent values mean what the properties below say.
struct Request: Decodable {
  /// What to do; see ``Workbench/measure(_:)``.
  let job: String
  /// The width of the random model.
  let scale: Int?
  /// Whether the network is the exported one of the Python side.
  let imported: Bool?
  /// The number of observations, levels or environments.
  let count: Int?
  /// The level's number.
  let level: Int?
  /// The number of steps or repetitions.
  let steps: Int?
  /// Cells `[channel, y, x]` to set, one plan each.
  let cells: [[Int]]?
  /// The patch of a comparison: "zero" or "noise".
  let patch: String?
  /// One channel, for patches that want one.
  let channel: Int?
  let threads: Int?
  /// Names of the engine's ideas that are off: "kernels", "relatesRows", "sharesPrefixes".
  let off: [String]?
  /// Whether the reply should hold the numbers, too.
  let wantsNumbers: Bool?

  var options: RunOptions {
    let off = Set(off ?? [])
    return RunOptions(
      engine: EngineOptions(
        kernels: !off.contains("kernels"), relatesRows: !off.contains("relatesRows"),
        sharesPrefixes: !off.contains("sharesPrefixes"), threads: threads))
  }
}

/// What a measurement found, a line of JSON.
struct Reply: Encodable {
  /// How long the work took, without preparation.
  var seconds = 0.0
  /// How long processors worked for it, all threads together.
  var processor = 0.0
  /// How many squares, levels or observations were worked on.
  var count = 0
  /// Grouped probabilities, one list of five for each observation and plan.
  var probabilities: [[Double]]?
  /// The largest difference of a probability, for agreement.
  var difference: Double?
  /// The products that were done, in millions of operations.
  var megaFLOP: Double?
  /// A fingerprint of pixels.
  var digest: String?
  /// Why there is nothing else.
  var error: String?
}
