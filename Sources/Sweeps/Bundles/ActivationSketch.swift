import HookKit

/// What is kept of the activations of one site: for each row a hash of its bits, its norm, and a sketch, from which the
/// distance to another row can be told without having either.
///
/// A sketch is 16 sums of all elements with random signs, the same signs everywhere. The mean square of the differences of
/// two sketches estimates the squared distance of the rows, give or take a third (Alon, Matias and Szegedy, "The space
/// complexity of approximating the frequency moments", 1996).
public struct ActivationSketch: Sendable, Hashable {
  /// The site's name.
  public let site: String
  /// The shape of a row.
  public let shape: [Int]
  /// One for each row: FNV-1a over the bits of its elements.
  public let hashes: [UInt64]
  /// One for each row: the Euclidean norm.
  public let norms: [Float]
  /// Sixteen for each row.
  public let sums: [Float]

  /// The number of sums of a sketch.
  static let width = RowSketches.width

  init(site: String, shape: [Int], hashes: [UInt64], norms: [Float], sums: [Float]) {
    (self.site, self.shape, self.hashes, self.norms, self.sums) = (site, shape, hashes, norms, sums)
  }

  init(_ rows: RowSketches, of site: Site) {
    self.init(site: site.name, shape: site.shape.sizes, hashes: rows.hashes, norms: rows.norms, sums: rows.sums)
  }

  /// About how far a row is from that of another sketch, as a part of the larger norm; 0 for equal bits.
  func distance(_ row: Int, to other: ActivationSketch, _ otherRow: Int) -> Double {
    if hashes[row] == other.hashes[otherRow] { return 0 }
    let squares = (0..<Self.width).reduce(0.0) { sum, place in
      let step = Double(sums[row * Self.width + place]) - Double(other.sums[otherRow * Self.width + place])
      return sum + step * step
    }
    let norm = Double(max(norms[row], other.norms[otherRow]))
    let distance = (squares / Double(Self.width)).squareRoot()
    // The bits differ, so the distance is not 0, whatever the sketch can see.
    return norm > 0 ? max(distance / norm, .leastNonzeroMagnitude) : 0
  }
}

extension ActivationSketch {
  /// The sketches of all sites, in the order in which they are computed, for each of some plans.
  ///
  /// - Parameter progress: told how many rows are done; a row counts once for each plan.
  /// - Complexity: a forward pass for each plan, what comes before the first edit once for all of them, a part of the rows
  ///   at a time; for an edit that sees the whole batch, one for as many sites as fit into a sixteenth of a gigabyte.
  static func all(
    _ graph: ModuleGraph, _ inputs: Inputs, under plans: [Plan], options: RunOptions, progress: (_ rows: Int) -> Void
  ) throws -> [[ActivationSketch]] {
    // A part of the rows may be one that an edit leaves as it is; that the edit does something has been seen before.
    let plans = plans.map { plan in
      var plan = plan
      plan.allowUnmatched = true
      return plan
    }
    let parted = plans.indices.filter { !plans[$0].seesWholeBatch }
    var all = plans.map { _ in [ActivationSketch]() }
    if !parted.isEmpty {
      let some = try inParts(graph, inputs, under: parted.map { plans[$0] }, options) { progress($0 * parted.count) }
      for (plan, sketches) in zip(parted, some) { all[plan] = sketches }
    }
    let original = parted.first { plans[$0].isEmpty }.map { all[$0] } ?? []
    for (number, plan) in plans.indices.filter({ plans[$0].seesWholeBatch }).enumerated() {
      all[plan] = try atOnce(graph, inputs, under: plans[plan], after: original, options) {
        progress((parted.count + number) * inputs.count + $0)
      }
    }
    return all
  }

  /// The sketches of plans whose rows need not be computed together.
  private static func inParts(
    _ graph: ModuleGraph, _ inputs: Inputs, under plans: [Plan], _ options: RunOptions,
    _ progress: (_ rows: Int) -> Void
  ) throws -> [[ActivationSketch]] {
    let bytes = graph.sites.reduce(0) { $0 + $1.shape.count * MemoryLayout<Float>.size }
    let rows = max(1, bytesOfRun / max(1, bytes))
    var all: [[ActivationSketch]] = []
    for first in stride(from: 0, to: inputs.count, by: rows) {
      let part = first..<min(first + rows, inputs.count)
      let some = Inputs(inputs.tensor[rows: part], rows: Array(inputs.rows[part]))
      let new = try run(graph, some, under: plans, at: graph.sites, options)
      all = all.isEmpty ? new : zip(all, new).map { zip($0, $1).map { $0.appending($1) } }
      progress(part.upperBound)
    }
    return all
  }

  /// The sketches of a plan that sees the whole batch.
  ///
  /// - Parameter original: those of the same inputs without edits, where they are known: what is computed before the first
  ///   edit is the same.
  private static func atOnce(
    _ graph: ModuleGraph, _ inputs: Inputs, under plan: Plan, after original: [ActivationSketch], _ options: RunOptions,
    _ progress: (_ rows: Int) -> Void
  ) throws -> [ActivationSketch] {
    let known = Array(original.prefix(original.isEmpty ? 0 : try plan.firstChange(in: graph)))
    let groups = groups(of: Array(graph.sites.dropFirst(known.count))) {
      $0.shape.count * MemoryLayout<Float>.size * inputs.count
    }
    return try groups.enumerated().reduce(known) { sketches, group in
      progress(inputs.count * group.offset / groups.count)
      return sketches + (try run(graph, inputs, under: [plan], at: group.element, options)[0])
    }
  }

  private static let bytesOfRun = 1 << 26

  private static func run(
    _ graph: ModuleGraph, _ inputs: Inputs, under plans: [Plan], at sites: [Site], _ options: RunOptions
  ) throws -> [[ActivationSketch]] {
    var options = options
    options.sketchesCaptures = true
    // Plans side by side are no longer related rows.
    options.engine.packsPlans = false
    let runs = try graph.runs(
      inputs, under: plans, capturing: sites.map { Capture(SitePattern($0.name)) }, options: options)
    return runs.map { run in
      sites.compactMap { site in run.sketches[site.name].map { ActivationSketch($0, of: site) } }
    }
  }

  /// The sites in groups that take ``bytesOfRun`` each, or are one site.
  private static func groups(of sites: [Site], bytes: (Site) -> Int) -> [[Site]] {
    var (groups, size) = ([[Site]](), 0)
    for site in sites {
      let bytes = bytes(site)
      if groups.isEmpty || size + bytes > bytesOfRun { (groups, size) = (groups + [[]], 0) }
      groups[groups.count - 1].append(site)
      size += bytes
    }
    return groups
  }

  /// This sketch with the rows of another of the same site after its own.
  private func appending(_ other: ActivationSketch) -> ActivationSketch {
    ActivationSketch(
      site: site, shape: shape, hashes: hashes + other.hashes, norms: norms + other.norms, sums: sums + other.sums)
  }
}

extension Plan {
  /// Whether some edit needs to see the whole batch at once.
  fileprivate var seesWholeBatch: Bool { edits.contains { $0.intervention.locality == .batch } }

  /// The position of the first site, in the order of computation, that some edit may change; of an edge, that of its value.
  fileprivate func firstChange(in graph: ModuleGraph) throws -> Int {
    let names = try edits.flatMap { try $0.pattern.sites(in: graph).map { $0.edge?.source ?? $0.name } }
    return names.compactMap { name in graph.sites.firstIndex { $0.name == name } }.min() ?? 0
  }
}

extension ActivationSketch: Codable {
  private enum Key: String, CodingKey, CaseIterable { case site, shape, hashes, norms, sums }

  public init(from decoder: any Decoder) throws {
    try StrictKeys.check(decoder, known: Key.allCases.map(\.rawValue))
    let values = try decoder.container(keyedBy: Key.self)
    let shape = try values.decode([Int].self, forKey: .shape)
    let hashes: [UInt64] = try Self.numbers(values, .hashes)
    let norms: [UInt32] = try Self.numbers(values, .norms)
    let sums: [UInt32] = try Self.numbers(values, .sums)
    guard norms.count == hashes.count, sums.count == hashes.count * Self.width else {
      throw DecodingError.dataCorruptedError(
        forKey: .sums, in: values, debugDescription: "there is not one sketch for each row")
    }
    self.init(
      site: try values.decode(String.self, forKey: .site), shape: shape, hashes: hashes,
      norms: norms.map(Float.init(bitPattern:)), sums: sums.map(Float.init(bitPattern:)))
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(site, forKey: .site)
    try values.encode(shape, forKey: .shape)
    try values.encode(LittleEndian.text(hashes), forKey: .hashes)
    try values.encode(LittleEndian.text(norms.map(\.bitPattern)), forKey: .norms)
    try values.encode(LittleEndian.text(sums.map(\.bitPattern)), forKey: .sums)
  }

  private static func numbers<Number: FixedWidthInteger>(
    _ values: KeyedDecodingContainer<Key>, _ key: Key
  )
    throws -> [Number]
  {
    guard let numbers: [Number] = LittleEndian.numbers(try values.decode(String.self, forKey: key)) else {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: values, debugDescription: "it is no base64 of whole numbers")
    }
    return numbers
  }
}
