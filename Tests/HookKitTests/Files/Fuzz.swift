import HookKit
import Testing

/// A small reproducible generator for choosing what to damage.
struct FuzzGenerator: RandomNumberGenerator {
  var state: UInt64

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Parses damaged copies of `bytes`: every prefix (or a sample of long ones), and `flips` copies with a few
/// bytes changed.
///
/// A parser passes when each copy gives a value or an `ExplainedError`; a trap ends the test process.
func fuzz(_ bytes: [UInt8], flips: Int = 2000, seed: UInt64 = 1, parse: ([UInt8]) throws -> Void) {
  func attempt(_ damaged: [UInt8], _ what: @autoclosure () -> String) {
    do {
      try parse(damaged)
    } catch {
      #expect(error is any ExplainedError, "\(what()) gave \(error)")
    }
  }
  let step = max(1, bytes.count / 1500)
  for length in stride(from: 0, to: bytes.count, by: step) {
    attempt(Array(bytes[..<length]), "the prefix of \(length) bytes")
  }
  guard !bytes.isEmpty else { return }
  var generator = FuzzGenerator(state: seed)
  let interesting: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF]
  for round in 0..<flips {
    var damaged = bytes
    for _ in 0...Int.random(in: 0..<4, using: &generator) {
      let place = Int.random(in: 0..<damaged.count, using: &generator)
      damaged[place] =
        Bool.random(using: &generator)
        ? UInt8.random(in: 0...255, using: &generator) : interesting.randomElement(using: &generator) ?? 0
    }
    attempt(damaged, "round \(round)")
  }
}

/// The message of the error that `body` throws, or what came instead.
func message(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "no error"
  } catch {
    return "\(error)"
  }
}

/// The bytes that a string of hexadecimal digits spells.
func bytes(hex: String) -> [UInt8] {
  let digits = hex.compactMap(\.hexDigitValue)
  return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
