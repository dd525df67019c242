import ArgumentParser
import Experiments

/// What a command writes: one type for each set of formats.
public protocol OutputKind {
  /// The formats, in the order in which help and errors name them.
  static var formats: [OutputFormat] { get }

  /// What a file is whose name does not say it; nil where names must.
  static var usual: OutputFormat? { get }
}

extension OutputKind {
  public static var usual: OutputFormat? { nil }
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

/// What one figure and its numbers are written as.
public enum PlotOutput: OutputKind {
  public static let formats = OutputFormat.pictures + OutputFormat.data + OutputFormat.cards + [.folder]
}

/// What rows of results are written as.
public enum RowsOutput: OutputKind {
  public static let formats: [OutputFormat] = [.csv, .jsonl, .npz, .json] + OutputFormat.cards + [.folder]
}

/// What a maze that was changed is written as.
public enum MazeOutput: OutputKind {
  public static let formats = [.maze, .state] + OutputFormat.data + OutputFormat.cards + [.folder]
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

/// What a sweep is written as: its results, which other commands read, and what they come to.
public enum SweepOutput: OutputKind {
  public static let formats = [.sqlite] + OutputFormat.cards + OutputFormat.data
  public static let usual: OutputFormat? = .sqlite
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

  /// Whether some file shows pictures: one itself, a page, a folder.
  var asksForPictures: Bool {
    asked.contains { $0.isPicture || $0.isCard } || out.contains { OutputFile.folder($0) != nil }
  }
}

/// What help says of formats.
enum OutputHelp {
  private static let groups: [(formats: [OutputFormat], word: String)] = [
    ([.sqlite], "results"), ([.maze, .state], "mazes"), (OutputFormat.pictures, "pictures"),
    (OutputFormat.data + OutputFormat.arrays, "data"), ([.gif, .mp4], "videos"),
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
