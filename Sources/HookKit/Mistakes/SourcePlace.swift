#if canImport(Runtime)
  import Runtime
#endif

/// Lines of source code.
enum SourcePlace {
  /// The file and line from which HookKit was called, `/home/me/Plugins/Loud/Sources/Loud/Louder.swift:12`; nil where the
  /// program does not know its sources.
  ///
  /// - Complexity: reads the program's debug information; for messages that are written once.
  static var ofCaller: String? {
    #if canImport(Runtime) && os(Linux)
      guard let trace = try? Backtrace.capture(limit: 40).symbolicated(options: [.showInlineFrames, .useSymbolCache])
      else { return nil }
      for frame in trace.frames {
        guard let place = frame.symbol?.sourceLocation, place.line > 0, place.path.hasSuffix(".swift") else { continue }
        // What the standard library has between HookKit and its caller is neither.
        if !place.path.hasPrefix(hookKit) && !place.path.hasPrefix("Sources/HookKit/")
          && !place.path.contains("/stdlib/")
        {
          return "\(place.path):\(place.line)"
        }
      }
    #endif
    return nil
  }

  /// The folder of HookKit's own sources.
  private static let hookKit = String(#filePath.dropLast("Mistakes/SourcePlace.swift".count))
}
