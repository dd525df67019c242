/// A way to make a *null twin* of edits: like them in everything but what they are thought to do.
public struct Control: CatalogueEntry {
  public static let noun = "control"
  /// What stands for the edits themselves in results.
  public static let reservedNames = ["edits"]

  /// How twins are made.
  package enum Method: Sendable {
    /// Another change in the place of the edits' own.
    case change(
      check: @Sendable (ChangeReach) throws -> Void, draw: @Sendable (Site, inout RandomStream) -> ControlDraw)
    /// Other edits.
    case edits(
      check: @Sendable ([Edit]) throws -> Void, count: @Sendable ([Edit], Site) -> Int?,
      make: @Sendable ([Edit], PrepareContext, TwinDraw) throws -> [Edit])
    /// That of a plugin which this program does not have: results of it can be read.
    case unknown
  }

  public let name: String
  public let summary: String
  /// Where it comes from: "built in", or the name of a plugin.
  public let origin: String
  /// Whether twins are drawn, several of them; otherwise there is one.
  public let isDrawn: Bool
  package let method: Method

  /// A control of changes.
  public init<Kind: ChangeControl>(_ kind: Kind.Type, origin: String = Registry.builtInOrigin) {
    (name, summary, self.origin, isDrawn) = (Kind.name, Kind.summary, origin, Kind.isDrawn)
    method = .change(check: { try Kind.check($0) }, draw: { Kind.draw(at: $0, &$1) })
  }

  /// A control of edits.
  public init<Kind: EditControl>(_ kind: Kind.Type, origin: String = Registry.builtInOrigin) {
    (name, summary, self.origin, isDrawn) = (Kind.name, Kind.summary, origin, Kind.isDrawn)
    method = .edits(
      check: { try Kind.check($0) }, count: { Kind.count(insteadOf: $0, at: $1) },
      make: { try Kind.edits(insteadOf: $0, for: $1, $2) })
  }

  /// A control of which results say no more than its name.
  package init(unknown name: String) {
    (self.name, summary, origin, isDrawn, method) = (name, name, "", true, .unknown)
  }
}

extension Control: Hashable {
  public static func == (left: Control, right: Control) -> Bool { left.name == right.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Registry {
  /// The registered controls, in their order.
  public var controls: [Control] { catalogue(of: Control.self).entries }

  /// Makes a control available.
  public mutating func add<New: ChangeControl>(_ type: New.Type) { enter(Control(type, origin: origin)) }

  /// Makes a control available.
  public mutating func add<New: EditControl>(_ type: New.Type) { enter(Control(type, origin: origin)) }
}

/// A control that does not fit some edits.
public enum ControlError: ExplainedError, Hashable {
  /// A control that cannot stand for these edits, and why.
  case unfit(String, reason: String)
  /// More draws than there are different twins at the sites of the edits.
  case tooMany(String, draws: Int, different: Int, sites: [String])

  public var explanation: Explanation {
    switch self {
    case .unfit(let control, let reason):
      Explanation(
        .usage, "control \"\(control)\"", reason, try: "choose another: --control random works everywhere")
    case .tooMany(let control, let draws, let different, let sites):
      Explanation(
        .usage, "control \"\(control)\"",
        "\(draws.grouped) null twins are asked for, and there are \(different.grouped) different ones at "
          + sites.listed(most: 3),
        try: different > 0 ? "give --nulls \(different), or --control random" : "give --control random")
    }
  }
}
