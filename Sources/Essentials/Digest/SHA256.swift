import CDigest

/// The SHA-256 digest (FIPS 180-4), for telling files apart and checking that they are the right ones.
///
/// Uses the processor's instructions for it where there are any, which take a gigabyte or more a second.
public struct SHA256: Sendable {
  private var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  /// What fills no block yet.
  private var rest: [UInt8] = []
  private var count = 0
  private let isBuiltIn: Bool

  /// The digest of nothing, so far.
  public init() { self.init(usingInstructions: true) }

  /// - Parameter usingInstructions: use the processor's own instructions, where it has them; the result is the same.
  package init(usingInstructions: Bool) { isBuiltIn = usingInstructions }

  /// Whether this processor has instructions for the digest.
  package static var hasInstructions: Bool { hk_sha256_is_built_in() != 0 }

  /// Takes more bytes.
  public mutating func absorb(_ bytes: [UInt8]) {
    count += bytes.count
    var start = 0
    if !rest.isEmpty {
      start = min(64 - rest.count, bytes.count)
      rest += bytes[..<start]
      guard rest.count == 64 else { return }
      absorb(blocks: rest, from: 0, 1)
      rest = []
    }
    let blocks = (bytes.count - start) / 64
    absorb(blocks: bytes, from: start, blocks)
    rest = Array(bytes[(start + 64 * blocks)...])
  }

  /// The digest of all bytes taken so far: 32 bytes.
  public var digest: [UInt8] {
    var hash = self
    // The end of the message, a one bit, zeros, and the length in bits fill one or two blocks more.
    let zeros = (119 - count % 64) % 64
    let bits = UInt64(count) &* 8
    let length = stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> UInt64($0)) }
    hash.absorb([0x80] + [UInt8](repeating: 0, count: zeros) + length)
    return hash.state.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) } }
  }

  /// The digest of all bytes taken so far, as 64 lower-case hexadecimal digits.
  public var hexDigest: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The digest of `bytes` as 64 lower-case hexadecimal digits.
  public static func hexDigest(of bytes: [UInt8]) -> String {
    var hash = SHA256()
    hash.absorb(bytes)
    return hash.hexDigest
  }

  /// The digest of `bytes`: 32 bytes.
  public static func digest(of bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.absorb(bytes)
    return hash.digest
  }

  private mutating func absorb(blocks bytes: [UInt8], from start: Int, _ blocks: Int) {
    guard blocks > 0 else { return }
    bytes.withUnsafeBufferPointer { bytes in
      guard let address = bytes.baseAddress else { return }
      hk_sha256_blocks(&state, address + start, blocks, isBuiltIn ? 1 : 0)
    }
  }
}
