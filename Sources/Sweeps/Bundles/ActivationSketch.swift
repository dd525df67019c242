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
