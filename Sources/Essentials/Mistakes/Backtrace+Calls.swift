#if canImport(Runtime) && os(Linux)
  import CFaults
  import Foundation
  import Runtime

  extension Backtrace {
    /// The addresses to which the innermost `most` calls on the thread's stack return.
    ///
    /// `Backtrace.capture` follows frame pointers and the contexts of tasks, on Linux to addresses where there is no memory: a
    /// program with `async` functions crashes in it.
    static func returns(most: Int) -> ArraySlice<UInt> {
      var returns = [UInt](repeating: 0, count: most)
      let count = Int(hk_calls_on_stack(&returns, Int32(most)))
      return returns.prefix(count)
    }

    /// A single call; nil where Swift's runtime reads another format.
    ///
    /// The format is Swift's compact one for addresses of 64 bits: a byte 2, for each call a byte that tells its kind (an address
    /// of return) and how many bytes follow (eight), these, and a byte 0.
    init?(returningTo address: UInt) {
      let bytes = stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: address >> $0) }
      let coded = Coded(
        architecture: Self.architecture, backtrace: Data([2, 0x27] + bytes + [0]).base64EncodedString())
      guard let call = try? JSONDecoder().decode(Backtrace.self, from: JSONEncoder().encode(coded)) else { return nil }
      self = call
    }

    /// What `Backtrace` encodes itself as.
    private struct Coded: Encodable {
      let architecture: String
      let backtrace: String
    }

    private static var architecture: String {
      #if arch(arm64)
        "arm64"
      #else
        "x86_64"
      #endif
    }
  }
#endif
