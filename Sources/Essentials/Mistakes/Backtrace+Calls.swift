#if canImport(Runtime) && os(Linux)
  import CFaults
  import Foundation
  import Runtime

  extension Backtrace {
    /// The innermost `most` calls on the thread's stack; nil where Swift's runtime does not read them.
    ///
    /// `Backtrace.capture` follows frame pointers and the contexts of tasks, on Linux to addresses where there is no memory: a
    /// program with `async` functions crashes in it.
    static func ofCalls(most: Int) -> Backtrace? {
      var returns = [UInt](repeating: 0, count: most)
      let count = Int(hk_calls_on_stack(&returns, Int32(most)))
      let coded = Coded(architecture: architecture, backtrace: compact(returns.prefix(count)).base64EncodedString())
      return try? JSONDecoder().decode(Backtrace.self, from: JSONEncoder().encode(coded))
    }

    /// What `Backtrace` encodes itself as.
    private struct Coded: Encodable {
      let architecture: String
      let backtrace: String
    }

    /// Swift's compact format of backtraces: for addresses of 64 bits a byte 2, for each address a byte that tells its kind and
    /// how many bytes follow, and the difference from the address before, and a byte 0.
    private static func compact(_ returns: some Sequence<UInt>) -> Data {
      var data = Data([2])
      var previous: UInt = 0
      for address in returns {
        // An address of return, in eight bytes.
        data.append(0x27)
        let difference = address &- previous
        for shift in stride(from: 56, through: 0, by: -8) {
          data.append(UInt8(truncatingIfNeeded: difference >> shift))
        }
        previous = address
      }
      data.append(0)
      return data
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
