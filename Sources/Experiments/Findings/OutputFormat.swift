import HookKit

/// What kind of file a name stands for, by its ending.
public enum OutputFormat: String, CaseIterable, Sendable {
  /// Data for programs: everything as JSON; records as JSON Lines or comma-separated values.
  case json, jsonl, csv
  /// Everything for people: Markdown, a page, plain text.
  case md, html, txt
  /// One picture.
  case svg, png, pdf
  /// Arrays by their names, or one array.
  case npz, safetensors, npy
  /// A maze as text, and the bytes of its state.
  case maze, state
  /// A video.
  case gif, mp4
  /// The results of a sweep.
  case sqlite
  /// A folder for everything, which no ending says.
  case folder

  /// The format of a file's name; nil for an ending that is none of these.
  public init?(endingOf path: String) {
    guard let ending = FileExtension.of(path), let format = OutputFormat(rawValue: ending), format != .folder else {
      return nil
    }
    self = format
  }

  /// Everything found, for people.
  public static let cards: [OutputFormat] = [.html, .md, .txt]
  /// Everything found or its records, for programs.
  public static let data: [OutputFormat] = [.json, .jsonl, .csv]
  /// One picture.
  public static let pictures: [OutputFormat] = [.svg, .png, .pdf]
  /// Arrays by their names.
  public static let arrays: [OutputFormat] = [.npz, .safetensors]

  /// Whether it is for people: everything that was found.
  public var isCard: Bool { Self.cards.contains(self) }
  /// Whether it shows rather than tells.
  public var isPicture: Bool { Self.pictures.contains(self) }
  /// Whether it moves.
  public var isVideo: Bool { self == .gif || self == .mp4 }

  /// For people: `.json`, "a folder".
  public var inWords: String { self == .folder ? "a folder" : ".\(rawValue)" }
}
