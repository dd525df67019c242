import ArgumentParser
import HookKit

/// Where results go: files by their extensions, or JSON on standard output.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write .svg, .png or .pdf (pictures), .json or .npz (data), .html, .md or .txt (cards); repeatable.",
      valueName: "file"),
    completion: .file(extensions: OutputFormat.fields.map(\.rawValue)))
  var out: [String] = []

  @Flag(help: "Print the data as JSON.")
  var json = false

  /// The files to write, checked before anything is computed.
  func files(_ allowed: [OutputFormat] = OutputFormat.fields) throws -> [OutputFile] {
    try OutputFile.checked(out, allowed)
  }
}
