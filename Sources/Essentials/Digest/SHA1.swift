/// The SHA-1 digest (FIPS 180-4), for git's names of files and the handshake of WebSockets only: it is no protection against
/// forgery.
package enum SHA1 {
  /// The digest of `bytes` as 40 lower-case hexadecimal digits.
  package static func hexDigest(of bytes: [UInt8]) -> String {
    words(of: bytes).map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// The 20 bytes of the digest.
  package static func digest(of bytes: [UInt8]) -> [UInt8] {
    words(of: bytes).flatMap { word in (0..<4).reversed().map { UInt8(truncatingIfNeeded: word >> (8 * UInt32($0))) } }
  }

  private static func words(of bytes: [UInt8]) -> [UInt32] {
    var state: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]
    var schedule = [UInt32](repeating: 0, count: 80)
    let whole = bytes.count / 64 * 64
    for start in stride(from: 0, to: whole, by: 64) { absorb(bytes, at: start, into: &state, &schedule) }
    var tail = Array(bytes[whole...]) + [0x80]
    while tail.count % 64 != 56 { tail.append(0) }
    let bits = UInt64(bytes.count) &* 8
    tail += stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> UInt64($0)) }
    for start in stride(from: 0, to: tail.count, by: 64) { absorb(tail, at: start, into: &state, &schedule) }
    return state
  }

  private static func absorb(
    _ bytes: [UInt8], at start: Int, into state: inout [UInt32], _ schedule: inout [UInt32]
  ) {
    for i in 0..<16 {
      let at = start + 4 * i
      schedule[i] =
        UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16 | UInt32(bytes[at + 2]) << 8 | UInt32(bytes[at + 3])
    }
    for i in 16..<80 {
      schedule[i] = rotated(schedule[i - 3] ^ schedule[i - 8] ^ schedule[i - 14] ^ schedule[i - 16], 1)
    }
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for i in 0..<80 {
      let (choice, constant) = round(i, b, c, d)
      let next = rotated(a, 5) &+ choice &+ e &+ constant &+ schedule[i]
      (e, d, c, b, a) = (d, c, rotated(b, 30), a, next)
    }
    for (i, word) in [a, b, c, d, e].enumerated() { state[i] &+= word }
  }

  /// The function and the constant of a round.
  private static func round(_ i: Int, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> (UInt32, UInt32) {
    switch i {
    case ..<20: ((b & c) | (~b & d), 0x5a82_7999)
    case ..<40: (b ^ c ^ d, 0x6ed9_eba1)
    case ..<60: ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc)
    default: (b ^ c ^ d, 0xca62_c1d6)
    }
  }

  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word << count | word >> (32 - count) }
}
