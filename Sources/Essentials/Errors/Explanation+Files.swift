/// Files and documents that cannot be used.
extension Explanation {
  /// A document that is not what it should be: "plan: cannot be read: line 3: ...".
  public static func unreadable(_ document: String, _ reason: String, try remedy: String) -> Explanation {
    Explanation(.badData, document, "cannot be read: \(reason)", try: remedy)
  }

  /// A document of another version than those that are read.
  public static func otherVersion(_ document: String, _ version: Int, reads: Int) -> Explanation {
    Explanation(.badData, document, "is of version \(version)", try: "this HookKit reads version \(reads)")
  }

  /// More than anything honest has.
  public static func excessive(_ source: String, _ problem: String) -> Explanation {
    Explanation(
      .badData, source, problem, try: "this is far from any file that HookKit is made for; is it the right one?")
  }

  /// What comes with HookKit and is not where it should be.
  ///
  /// - Parameters:
  ///   - thing: what is missing.
  ///   - folder: the folder of resources that has it.
  ///   - looked: where it was looked for.
  ///   - other: what else would work: ", or ...".
  package static func missingResource(
    _ thing: String, folder: String, looked: [String], or other: String = ""
  ) -> Explanation {
    Explanation(
      .notInstalled, thing, "is not in \(looked.joined(separator: " or "))",
      try: "keep the folder \(folder) beside the program\(other)")
  }
}
