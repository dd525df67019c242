import HookKit

/// One thing that was looked at.
public struct InstalledItem: Sendable, Hashable {
  /// How it is.
  public enum Status: String, Sendable {
    /// There, and as it should be.
    case good = "ok"
    /// Needed, and not there.
    case missing = "missing"
    /// For information.
    case note = "-"
  }

  /// What it is called.
  public let name: String
  /// How it is.
  public let status: Status
  /// Where it is, and which version; or what is wrong.
  public let detail: String
  /// What to do; empty where there is nothing to do.
  public let remedy: String

  init(_ item: Installation.Item, _ status: Status, _ detail: String, remedy: String = "") {
    (name, self.status, self.detail, self.remedy) = (item.rawValue, status, detail, remedy)
  }

  var json: JSONValue {
    .object([
      .init("name", .string(name)), .init("status", .string(status.rawValue)), .init("detail", .string(detail)),
      .init("remedy", .string(remedy)),
    ])
  }
}
