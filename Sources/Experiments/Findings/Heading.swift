import HookKit
import MazeLab

/// The title of what follows it.
public struct Heading: Finding {
  /// The title, on a line of its own.
  public let title: String
  public var name: String { "" }
  public var text: String { title.uppercased() }
  public var markdown: String { "## \(title)" }
  public var html: String { "<h2>\(HTML.escaped(title))</h2>" }
  public var json: JSONValue { .object([.init("kind", .string("heading")), .init("text", .string(title))]) }

  /// A title.
  public init(_ title: String) { self.title = title }
}
