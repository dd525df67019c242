/// A registered kind of selection.
public struct SelectionEntry: CatalogueEntry {
  public static let noun = "selection"
  public static let reservedNames = ["square"]

  public let name: String
  public let summary: String
  /// Where it comes from: "built in", or the name of a plugin.
  public let origin: String
  let form: ParameterForm<any SelectionKind>

  /// The parameters of the selection.
  public var parameters: [ParameterInfo] { form.parameters }

  /// `top(count:, by: magnitude, of: none)`.
  public var signature: String { parameters.signature(of: name) }
}

extension Registry {
  /// The registered kinds of selection, in their order.
  public var selections: [SelectionEntry] { catalogue(of: SelectionEntry.self).entries }

  /// Makes a kind of selection available in the brackets of edits.
  public mutating func add<New: SelectionKind>(_ type: New.Type) {
    guard
      let form: ParameterForm<any SelectionKind> = form(
        of: New(), main: New.mainParameter, SelectionEntry.noun, New.name, from: origin, as: { $0 })
    else { return }
    enter(SelectionEntry(name: New.name, summary: New.summary, origin: origin, form: form))
  }

  /// A selection whose kind is looked up here, where it was read from a text.
  ///
  /// - Throws: ``CatalogueError/unknown(_:noun:known:)``; ``RegistryError`` for parameters that the kind does not have.
  public func selection(_ written: Selection) throws -> Selection {
    guard case .chosen(let chosen) = written, chosen.choice == nil else { return written }
    let entry = try catalogue(of: SelectionEntry.self).entry(chosen.kind)
    return .chosen(ChosenSelection(any: try entry.form(chosen.parameters, for: entry.name, in: self)))
  }
}
