import HookKit
import MazeLab

/// Something that was found, in every form that it is shown in.
///
/// A sort of finding is one type with one conformance; text, JSON, Markdown, tables and pictures of whole ``Findings`` are
/// made from it in one place.
public protocol Finding {
  /// The name of its files and its place in JSON: lower-case words joined by hyphens. Empty for what has neither.
  var name: String { get }

  /// For the terminal, without a line feed at the end.
  var text: String { get }

  /// For a report in Markdown; pictures are added to it by their parts.
  var markdown: String { get }

  /// For a page of HTML; pictures are added to it by their parts.
  var html: String { get }

  /// For programs.
  var json: JSONValue { get }

  /// What can be a file of its own.
  var parts: [FindingPart] { get }
}

extension Finding {
  public var markdown: String { text }
  public var html: String { HTML.paragraphs(text) }
  public var parts: [FindingPart] { [] }
}

/// What of a finding can be a file of its own.
public enum FindingPart {
  /// The names of columns, which are unique, and lines of cells: `.csv`.
  case rows([String], [[TableCell]])
  /// A picture with what it shows in words: `.svg`, `.png`, `.pdf`.
  case figure(any Figure, title: String)
  /// Named tensors: `.npz`, `.safetensors`.
  case tensors(TensorArchive)
}

/// A line or paragraph of text.
public struct Note: Finding {
  /// The text.
  public let text: String
  public var name: String { "" }
  public var json: JSONValue { .object([.init("kind", .string("note")), .init("text", .string(text))]) }

  /// A note.
  public init(_ text: String) { self.text = text }
}

/// Lines that stay as they are, spaces included: something a program printed.
public struct Preformatted: Finding {
  /// The lines.
  public let text: String
  public var name: String { "" }
  public var markdown: String { "```text\n\(text)\n```" }
  public var html: String { "<pre>\(HTML.escaped(text))</pre>" }
  public var json: JSONValue { .object([.init("kind", .string("lines")), .init("text", .string(text))]) }

  /// Lines.
  public init(_ text: String) { self.text = text }
}

/// Tensors that were found: a vector, a bank of activations.
public struct Tensors: Finding {
  public let name: String
  /// What they are.
  public let title: String
  /// The tensors.
  public let archive: TensorArchive

  /// Named tensors.
  public init(_ name: String, _ title: String, _ archive: TensorArchive) {
    (self.name, self.title, self.archive) = (name, title, archive)
  }

  public var text: String { "\(title): \(shapes)" }
  public var json: JSONValue {
    .object([
      .init("kind", .string("tensors")), .init("name", .string(name)), .init("title", .string(title)),
      .init(
        "shapes",
        .object(archive.entries.map { .init($0.name, $0.tensor.shape.json) })),
    ])
  }
  public var parts: [FindingPart] { [.tensors(archive)] }

  private var shapes: String {
    archive.entries.map { "\($0.name) \($0.tensor.shape)" }.joined(separator: ", ")
  }
}

/// A picture.
public struct Picture: Finding {
  public let name: String
  /// What it shows.
  public let title: String
  /// The picture.
  public let figure: any Figure

  /// A picture with what it shows in words.
  public init(_ name: String, _ title: String, _ figure: any Figure) {
    (self.name, self.title, self.figure) = (name, title, figure)
  }

  /// Nothing: a terminal shows no pictures.
  public var text: String { "" }
  /// Nothing but the picture itself, whose title stands below it.
  public var markdown: String { "" }
  public var html: String { "" }
  public var json: JSONValue {
    .object([
      .init("kind", .string("picture")), .init("name", .string(name)), .init("title", .string(title)),
      .init("data", figure.json),
    ])
  }
  public var parts: [FindingPart] { [.figure(figure, title: title)] }
}
