import HookKit

/// A capture that cannot be done.
public enum CaptureError: ExplainedError, Equatable {
  /// More than a file is expected to hold.
  case tooLarge(bytes: Int, rows: Int)
  /// Presums are of what no edit has seen.
  case presumsBefore
  /// A picture of what has no maps, or of several sites.
  case noMaps(path: String, sites: [String])

  public var explanation: Explanation {
    switch self {
    case .tooLarge(let bytes, let rows):
      Explanation(
        .usage, "\(rows.grouped) rows", "their activations would take \((bytes >> 30).grouped) GiB",
        try: "name fewer sites or levels, or leave --all-squares out")
    case .noMaps(let path, let sites):
      Explanation(
        .usage, path,
        sites.isEmpty
          ? "presums are not drawn"
          : sites.count == 1
            ? "\(sites[0]) has no channels of lines and columns that could be drawn"
            : "a picture shows the channels of one site, and these are \(sites.count)",
        try: "name one site such as embedder.block2.res1.resadd_out, or write an .html card of several")
    case .presumsBefore:
      Explanation(
        .usage, "--before and --presums", "presums are summed before any edit of their site",
        try: "leave --before out")
    }
  }
}
