import HookKit

/// The findings of several policies as one.
public enum ModelFindings {
  /// What is said of all policies, and then what was found of each under its name.
  ///
  /// - Parameters:
  ///   - title: the line above everything.
  ///   - models: the names of the policies.
  ///   - parts: the findings of each; the names of their items begin with that of the policy.
  ///   - common: what is said of all.
  public static func together(
    _ title: String, _ models: [String], _ parts: [Findings],
    @ListBuilder<any Finding> _ common: () throws -> [any Finding]
  ) throws -> Findings {
    let each = zip(models.indices, parts).flatMap { place, part in
      [Heading(models[place])] + part.items.map { renamed($0, after: slug(place, of: models)) }
    }
    return try Findings(title) {
      try common()
      each
    }
  }

  /// A finding under a name that begins with that of the policy.
  private static func renamed(_ item: any Finding, after prefix: String) -> any Finding {
    guard !item.name.isEmpty else { return item }
    let name = "\(prefix)-\(item.name)"
    if let picture = item as? Picture { return Picture(name, picture.title, picture.figure) }
    return RenamedFinding(base: item, name: name)
  }

  /// The name of a policy as files have it; two of one spelling are told apart by their places.
  private static func slug(_ place: Int, of models: [String]) -> String {
    let slugs = models.map { slug($0) }
    return slugs.count { $0 == slugs[place] } == 1 ? slugs[place] : "\(slugs[place])-\(place + 1)"
  }

  /// Lower-case letters and numbers, joined by hyphens.
  package static func slug(_ text: String) -> String {
    let words = text.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    return words.isEmpty ? "model" : words.joined(separator: "-")
  }
}

/// A finding under another name.
private struct RenamedFinding: Finding {
  let base: any Finding
  let name: String

  var text: String { base.text }
  var markdown: String { base.markdown }
  var html: String { base.html }
  var parts: [FindingPart] { base.parts }

  var json: JSONValue {
    guard case .object(let members) = base.json else { return base.json }
    return .object(members.map { $0.key == "name" ? JSONValue.Member($0.key, .string(name)) : $0 })
  }
}
