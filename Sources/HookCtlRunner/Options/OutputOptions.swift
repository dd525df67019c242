import ArgumentParser
import Experiments

/// What a command writes: one type for each set of formats.
public protocol OutputKind {
  /// The formats, in the order in which help and errors name them.
  static var formats: [OutputFormat] { get }
}

/// What lists and tables are written as.
public enum ListOutput: OutputKind {
  public static let formats = OutputFormat.data + OutputFormat.cards + [.folder]
}

/// What is found over many mazes.
public enum FindingsOutput: OutputKind {
  public static let formats =
    OutputFormat.cards + OutputFormat.data + OutputFormat.pictures + OutputFormat.arrays + [.folder]
}

/// What vector fields and comparisons are written as.
public enum FieldOutput: OutputKind {
  public static let formats = OutputFormat.pictures + [.json, .npz, .csv, .jsonl] + OutputFormat.cards + [.folder]
}

/// What captured activations are written as.
public enum CaptureOutput: OutputKind {
  public static let formats = OutputFormat.arrays + OutputFormat.pictures + OutputFormat.data + OutputFormat.cards
}

/// What rollouts are written as: the episodes as .jsonl and .npz, all else of their summary.
public enum RolloutOutput: OutputKind {
  public static let formats: [OutputFormat] =
    [.jsonl, .npz] + OutputFormat.pictures + [.gif, .mp4, .json, .csv] + OutputFormat.cards
}

/// Where results go: files by their endings, or JSON on standard output; the same options of every command that shows some.
public struct OutputOptions<Kind: OutputKind>: ParsableArguments {
  /// The files to write, and folders.
  @Option(
    help: ArgumentHelp("Write \(OutputHelp.text(Kind.formats)); repeatable.", valueName: "path"),
    completion: .file(extensions: Kind.formats.filter { $0 != .folder }.map(\.rawValue)))
  public var out: [String] = []

  /// Whether data are printed in place of text.
  @Flag(help: "Print as JSON.")
  public var json = false

  /// No files, and text.
  public init() {}

  /// The formats that are asked for, as far as names say them.
  var asked: Set<OutputFormat> { Set(out.compactMap { OutputFormat(endingOf: $0) }) }
}

/// What help says of formats.
enum OutputHelp {
  private static let groups: [(formats: [OutputFormat], word: String)] = [
    (OutputFormat.pictures, "pictures"), (OutputFormat.data + OutputFormat.arrays, "data"), ([.gif, .mp4], "videos"),
    (OutputFormat.cards, "cards"),
  ]

  /// ".json, .jsonl or .csv (data), .html, .md or .txt (cards), or a folder for everything".
  static func text(_ formats: [OutputFormat]) -> String {
    let parts = groups.compactMap { group -> String? in
      let own = formats.filter(group.formats.contains)
      return own.isEmpty ? nil : "\(own.map(\.inWords).listed) (\(group.word))"
    }
    return (parts + (formats.contains(.folder) ? ["or a folder for everything"] : [])).joined(separator: ", ")
  }
}
