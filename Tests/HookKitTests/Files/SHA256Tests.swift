import HookKit
import Testing

@Suite("SHA-256") struct SHA256Tests {
  /// The examples of FIPS 180-4 (NIST, "SHA256.pdf" of its examples) and of nothing.
  private static let examples: [(message: [UInt8], digest: String)] = [
    ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (Array("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ]

  @Test(arguments: [true, false]) func theExamplesOfTheStandard(usingInstructions: Bool) {
    for example in Self.examples {
      var hash = SHA256(usingInstructions: usingInstructions)
      hash.absorb(example.message)
      #expect(hash.hexDigest == example.digest)
    }
  }

  @Test func everyLengthIsTheSameInPiecesAndWithoutInstructions() {
    var stream = RandomStream(seed: 1)
    for length in 0..<300 {
      let message = (0..<length).map { _ in UInt8(stream.index(below: 256)) }
      let cut = stream.index(below: length + 1)
      var (pieces, portable) = (SHA256(), SHA256(usingInstructions: false))
      pieces.absorb(Array(message[..<cut]))
      pieces.absorb(Array(message[cut...]))
      portable.absorb(message)
      #expect(pieces.digest == SHA256.digest(of: message))
      #expect(portable.digest == SHA256.digest(of: message))
    }
  }

  @Test(.enabled(if: SHA256.hasInstructions, "this processor has no instructions for SHA-256"))
  func instructionsAreFaster() {
    let message = [UInt8](repeating: 7, count: 16 << 20)
    func time(_ usesInstructions: Bool) -> Duration {
      (0..<3).map { _ in
        ContinuousClock().measure {
          var hash = SHA256(usingInstructions: usesInstructions)
          hash.absorb(message)
        }
      }.min() ?? .zero
    }
    #expect(time(true) < time(false))
  }
}
