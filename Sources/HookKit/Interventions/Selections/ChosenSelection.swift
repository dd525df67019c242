/// A ``SelectionKind`` with its parameters, as it stands in the brackets of an edit: `top(8)`, `mask.npz`.
public struct ChosenSelection: Sendable {
  /// The word by which the kind is known.
  public let kind: String
  /// As it is written in brackets; two of one text are the same.
  public let text: String
  /// The parameters that were given.
  package let parameters: [String: ParameterValue]
  /// Nil as long as nobody has looked the word up.
  package let choice: (any SelectionKind)?
  /// Finds the elements of rows, once the run is known.
  private var find: (@Sendable (GridGeometry?) throws -> SelectedElements)?

  /// A kind with its parameters.
  public init(_ choice: some SelectionKind) { self.init(any: choice) }

  package init(any choice: any SelectionKind) {
    (kind, text, self.choice) = (type(of: choice).name, choice.text, choice)
    parameters = (try? ParameterCoding.encode(choice)) ?? [:]
  }

  /// What was written, before a registry has seen it.
  init(_ kind: String, _ given: [String: ParameterValue]) {
    (self.kind, parameters, choice) = (kind, given, nil)
    let words = given.sorted { $0.key < $1.key }.map { name, value in name.isEmpty ? "\(value)" : "\(name): \(value)" }
    text = words.isEmpty ? kind : "\(kind)(\(words.joined(separator: ", ")))"
  }

  /// The kind of a file that stands in the brackets by itself.
  package static let mask = "mask"

  /// A mask from a file.
  init(file: String) { self.init(Self.mask, ["from": .text(file)]) }

  /// Whether rows with another grid have other elements.
  var dependsOnGrid: Bool { choice?.dependsOnGrid ?? false }

  /// The same choice for a run, which says what the site holds.
  func bound(to context: PrepareContext) -> ChosenSelection {
    guard let choice else { return self }
    var bound = self
    bound.find = { try choice.elements(for: context, in: $0) }
    return bound
  }

  /// The elements of a row of the site.
  ///
  /// - Throws: ``SelectionError`` where no run is known or nothing is selected, and what the kind throws.
  func elements(of site: Site, in grid: GridGeometry?) throws -> SelectedElements {
    guard let find else {
      throw choice == nil
        ? SelectionError(
          .chosen(self), site, "was not looked up", try: "read the call with a registry that has \(kind)")
        : SelectionError(.chosen(self), site, "is known in a run only", try: "make the map for a PrepareContext")
    }
    guard case .some(let offsets) = try find(dependsOnGrid ? grid : nil) else { return .all(count: site.shape.count) }
    if offsets.isEmpty { throw SelectionError(.chosen(self), site, "selects nothing", selectsNothing: true) }
    if let strange = offsets.first(where: { !(0..<site.shape.count).contains($0) }) {
      Mistake.note("the selection \(text) takes element \(strange) of the \(site.shape.count) of a row")
    }
    return .some(Set(offsets).filter { (0..<site.shape.count).contains($0) }.sorted())
  }
}

extension ChosenSelection: Hashable {
  public static func == (left: ChosenSelection, right: ChosenSelection) -> Bool { left.text == right.text }
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
