extension Fault {
  /// A file of a model whose graph cannot be used, or one of its modules.
  package static func modelFile(_ source: String, module path: String? = nil, _ problem: String) -> Fault {
    Fault(
      .badData, source + (path.map { " (module \($0))" } ?? ""), problem,
      try: "FileFormats.md says what \(path == nil ? "a model file holds" : "every kind of module has")")
  }
}
