extension TensorSource {
  /// A value of the run itself: what a source is named by two words for.
  enum RunValue {
    /// `site NAME`: the value there in this run, after its edits.
    case site(SitePattern)
    /// `original`: the row's value at the edited site without any edit.
    case original
  }

  var runValue: RunValue? {
    guard case .named(let name) = self else { return nil }
    let text = name.trimmingSpaces
    if text == "original" { return .original }
    return text.hasPrefix("site ") ? .site(SitePattern(String(text.dropFirst(5)).trimmingSpaces)) : nil
  }

  /// Whether it is a value of the run itself: `site NAME` or `original`.
  public var isOfRun: Bool { runValue != nil }

  /// The site that it reads in the run: what ``ActivationEdit/reads`` returns of a parameter.
  public var reads: [SitePattern] {
    if case .site(let pattern) = runValue { [pattern] } else { [] }
  }

  /// Whether it is the site's own value without any edit: for ``ActivationEdit/readsOriginal``.
  public var readsOriginal: Bool {
    if case .original = runValue { true } else { false }
  }
}
