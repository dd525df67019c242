#if LIBFUZZER
  import Foundation

  private let target = FuzzTarget(rawValue: ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? "") ?? .tensors

  private typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?

  /// What libFuzzer calls with every input that it makes.
  @_cdecl("LLVMFuzzerTestOneInput")
  public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    target.attempt(Array(UnsafeBufferPointer(start: start, count: size)))
    return 0
  }

  /// libFuzzer's loop, which reads options and calls a function with every input that it makes.
  @_silgen_name("LLVMFuzzerRunDriver")
  private func runDriver(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments>,
    _ attempt: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
  ) -> CInt

  /// Where the program starts where the package manager makes this, the module's entry, its `main` in place of libFuzzer's.
  @_cdecl("hookkit_fuzz_main")
  public func fuzz(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var (count, arguments) = (count, arguments)
    return runDriver(&count, &arguments) { fuzzOneInput($0, $1) }
  }
#endif
