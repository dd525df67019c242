import HookKit

/// A comparison of a network with samples of what it was made of.
public struct SampleCheck: Sendable, Hashable {
  /// The largest difference of a logit or value that an imported network may have.
  public static let tolerance = 1e-4

  /// How many observations were compared.
  public let observations: Int
  /// The largest absolute difference of any logit, value or next state.
  public let largestDifference: Double

  /// Runs a network on samples and compares what it gives.
  ///
  /// - Parameters:
  ///   - graph: the network.
  ///   - interface: which of its sites are the logits and the value.
  ///   - samples: the arrays `observations` `[N, ...]`, `logits` `[N, actions]`, and `value` `[N]` or `[N, 1]` for a policy
  ///     that has one; for its states in their order `state0` `[N, ...]` as it is given them, and `next0` as they come out.
  ///   - source: what faults call the samples: the path of their file.
  /// - Throws: `Fault` for samples that do not fit, or that the network does not agree with.
  public init(
    _ graph: ModuleGraph, _ interface: PolicyInterface, samples: [(name: String, array: TypedArray)], source: String
  ) throws {
    var sites = ["logits": interface.logits].merging(interface.value.map { ["value": $0] } ?? [:]) { $1 }
    for (number, state) in interface.states.enumerated() { sites["next\(number)"] = state.next }
    let arrays = Dictionary(samples.map { ($0.name, $0.array) }, uniquingKeysWith: { first, _ in first })
    let wanted = Set(sites.keys).union(["observations"] + interface.states.indices.map { "state\($0)" })
    guard Set(arrays.keys) == wanted, let given = arrays["observations"] else {
      throw Fault(
        .badData, source, "holds the arrays \(arrays.keys.sorted().quotedList(most: 8))",
        try: "a check of this network needs \(wanted.sorted().quotedList(most: 8)), and nothing else")
    }
    let tensor = try interface.observation.tensor(of: given, source: "\(source) (observations)")
    var inputs = Inputs(tensor)
    for (number, state) in interface.states.enumerated() {
      inputs.states[state.path] = try Self.state(
        arrays["state\(number)"], of: graph.state(at: state.path), rows: tensor.rows, "state\(number)", source)
    }
    let run = try graph.run(inputs, capturing: interface.states.map { Capture(SitePattern($0.next)) })
    var largest = 0.0
    for (name, site) in sites.sorted(by: { $0.key < $1.key }) {
      guard let array = arrays[name] else { continue }
      largest = max(largest, try Self.difference(run[site], array, name, source))
    }
    (observations, largestDifference) = (tensor.rows, largest)
  }

  /// What a recurrent network is given besides observations.
  private static func state(
    _ array: TypedArray?, of site: Site?, rows: Int, _ name: String, _ source: String
  ) throws -> Tensor {
    let shape = (site?.shape ?? []).batched(rows)
    guard let array, array.elementType.isFloatingPoint, array.shape == shape else {
      throw unfit(array, name, wanted: shape, source)
    }
    return array.tensor
  }

  private static func unfit(_ array: TypedArray?, _ name: String, wanted: Shape, _ source: String) -> Fault {
    let found = array.map { "\($0.elementType.rawValue) \($0.shape)" } ?? "missing"
    return Fault(.badData, source, "\"\(name)\" is \(found)", try: "this network gives float32 \(wanted)")
  }

  /// The largest difference of one array.
  private static func difference(_ own: Tensor, _ array: TypedArray, _ name: String, _ source: String) throws -> Double
  {
    let flat = own.shape == [own.rows, 1] && array.shape == [own.rows]
    guard array.elementType.isFloatingPoint, array.shape == own.shape || flat else {
      throw unfit(array, name, wanted: own.shape, source)
    }
    let wanted = array.tensor
    var largest = 0.0
    for (place, (mine, theirs)) in zip(own.scalars, wanted.scalars).enumerated() {
      let difference = abs(Double(mine) - Double(theirs))
      guard difference <= tolerance else {
        throw Fault(
          .badData, source,
          "HookKit computes \(mine) in \"\(name)\" of row \(place / max(1, own.shape.row.count)), and the samples say "
            + "\(theirs); the largest difference allowed is \(tolerance)",
          try: "take samples of the exported network itself, in eval() and as float32, on the same observations")
      }
      largest = max(largest, difference)
    }
    return largest
  }

  /// `{"observations":, "largest_difference":}`.
  public var json: JSONValue {
    .object([
      .init("observations", .integer(observations)), .init("largest_difference", .number(largestDifference)),
    ])
  }

  init?(_ json: JSONValue?, source: String) throws {
    if json == .null { return nil }
    let record = try GraphRecord(
      json, source: source, what: "its \"check\"", known: ["observations", "largest_difference"])
    guard case .integer(let count)? = record["observations"] else {
      throw Fault.modelFile(source, "its \"check\" does not say of how many observations")
    }
    switch record["largest_difference"] {
    case .integer(let number): largestDifference = Double(number)
    case .number(let number): largestDifference = number
    default: throw Fault.modelFile(source, "its \"check\" does not say the largest difference")
    }
    observations = count
  }
}

extension SampleCheck: CustomStringConvertible {
  /// "16 observations, largest difference 3.1e-07".
  public var description: String {
    "\(observations.counted("observation")), largest difference \(largestDifference.powerOfTen)"
  }
}
