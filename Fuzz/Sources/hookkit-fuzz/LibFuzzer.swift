#if LIBFUZZER
  import Foundation

  private let target = FuzzTarget(rawValue: ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? "") ?? .tensors

  /// What libFuzzer calls with every input that it makes.
  @_cdecl("LLVMFuzzerTestOneInput")
  public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    target.attempt(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
  }
#endif
