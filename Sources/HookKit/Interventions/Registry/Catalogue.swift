/// Something that a registry lists by its name: a condition, a metric, a control.
public protocol CatalogueEntry: Sendable {
  /// What one of them is called: "condition".
  static var noun: String { get }

  /// Names that none of them can have, because calls use the words for something else. The default is none.
  static var reservedNames: [String] { get }

  /// Whether something can have this name. The default is lower-case words joined by hyphens that are not reserved.
  static func isName(_ name: String) -> Bool

  /// The word by which calls and files know it.
  var name: String { get }

  /// What it was called before, in the spelling of ``NameStyle``. The default is nothing.
  var formerNames: [String] { get }

  /// What it is, in a line.
  var summary: String { get }

  /// Where it comes from: "built in", or the name of a plugin.
  var origin: String { get }
}

extension CatalogueEntry {
  public static var reservedNames: [String] { [] }
  public static func isName(_ name: String) -> Bool {
    // Not by a regular expression: programs start with some sixty names, and compiling one for each is felt.
    name.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).allSatisfy { word in
      !word.isEmpty && word.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
    } && !reservedNames.contains(name)
  }
  public var formerNames: [String] { [] }
}

/// The entries of one sort in a registry: those that are built in and those of plugins alike.
public struct Catalogue<Entry: CatalogueEntry>: RegistrySection {
  /// In the order of their registration.
  public private(set) var entries: [Entry] = []

  public init() {}

  /// The entry of exactly this name; nil for none.
  public subscript(name: String) -> Entry? { entries.first { $0.name == name } }

  /// The entry of a name in any spelling, or of a former one, which is said where it was written so; nil for none.
  public func known(_ written: String) -> Entry? {
    let former = entries.flatMap { entry in entry.formerNames.map { ($0, entry.name) } }
    let names = Dictionary(former) { first, _ in first }
    return NameStyle.known(written, among: entries.map(\.name), former: names).flatMap { self[$0] }
  }

  /// The entry of a name, as ``known(_:)`` finds it.
  ///
  /// - Throws: ``CatalogueError/unknown(_:noun:known:)`` with near names.
  public func entry(_ written: String) throws(CatalogueError) -> Entry {
    guard let entry = known(written) else {
      throw .unknown(written, noun: Entry.noun, known: entries.map(\.name))
    }
    return entry
  }

  mutating func append(_ entry: Entry) { entries.append(entry) }
}

extension Registry {
  /// The entries of one sort.
  public func catalogue<Entry: CatalogueEntry>(of sort: Entry.Type) -> Catalogue<Entry> {
    self[Catalogue<Entry>.self]
  }

  /// Lists an entry. A second one of its name, and a name that calls cannot spell, are faults that ``checked()`` throws.
  public mutating func enter<Entry: CatalogueEntry>(_ entry: Entry) {
    if let old = catalogue(of: Entry.self)[entry.name] {
      return note(
        CatalogueError.duplicate(entry.name, noun: Entry.noun, first: old.origin, second: entry.origin))
    }
    guard Entry.isName(entry.name) else {
      return note(
        CatalogueError.noName(entry.name, noun: Entry.noun, origin: entry.origin, reserved: Entry.reservedNames))
    }
    self[Catalogue<Entry>.self].append(entry)
  }
}

/// A name that nothing is registered by, or cannot be.
public enum CatalogueError: ExplainedError, Hashable {
  /// A name that nothing is registered by.
  case unknown(String, noun: String, known: [String])
  /// A name that two entries have.
  case duplicate(String, noun: String, first: String, second: String)
  /// A name that calls cannot spell.
  case noName(String, noun: String, origin: String, reserved: [String])
  /// A type whose parameters cannot be listed.
  case unreadableParameters(String, noun: String, origin: String, reason: String)

  public var explanation: Explanation {
    switch self {
    case .unknown(let name, let noun, let known):
      .unknown(noun, name, among: known).orOfPlugin
    case .duplicate(let name, let noun, let first, let second):
      Explanation(
        .usage, "\(noun) \"\(name)\"", "is registered twice: \(first), and \(second)",
        try: "give one of the types another name")
    case .noName(let name, let noun, let origin, let reserved):
      Explanation(
        .defect, "\(noun) \"\(name)\" from \(origin)", "this is no name that can be written",
        try: "use lower-case words joined by hyphens, as in near-cheese"
          + (reserved.isEmpty ? "" : ", and none of \(reserved.joined(separator: ", "))"))
    case .unreadableParameters(let name, let noun, let origin, let reason):
      Explanation(
        .defect, "\(noun) \"\(name)\" from \(origin)", "its parameters cannot be read: \(reason)",
        try: "make every stored property a @Parameter of a Codable type, or @Prepared")
    }
  }
}
