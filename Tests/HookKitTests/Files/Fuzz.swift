import HookKit
import HookKitTesting
import Testing

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
  for round in 0..<flips {
    let damaged = generator.damaged(bytes)
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
