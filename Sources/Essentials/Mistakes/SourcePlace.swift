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
      let images = ImageMap.capture()
      // One call at a time, as each takes another walk through the debug information. The first two are what this function
      // calls, and this function itself.
      for address in Backtrace.returns(most: 40).dropFirst(2) {
        let call = Backtrace(returningTo: address)?.symbolicated(
          with: images, options: [.showInlineFrames, .useSymbolCache])
        for frame in call?.frames ?? [] {
          guard let place = frame.symbol?.sourceLocation, place.line > 0, place.path.hasSuffix(".swift") else {
            continue
          }
          // What the standard library has between HookKit and its caller is neither.
          if !isOwn(place.path) && !place.path.contains("/stdlib/") { return "\(place.path):\(place.line)" }
        }
      }
    #endif
    return nil
  }

  private static func isOwn(_ path: String) -> Bool {
    ["Essentials/", "HookKit/"].contains { path.hasPrefix(sources + $0) || path.hasPrefix("Sources/" + $0) }
  }

  /// The folder of all targets.
  private static let sources = String(#filePath.dropLast("Essentials/Mistakes/SourcePlace.swift".count))
}
