import HookKit
import Statistics

/// The directions that probes of sites read along, with their offsets and scores: what edits can use as it is.
public struct ProbeDirections: Sendable {
  private var archive = TensorArchive()
  private var scores: [JSONValue.Member] = []

  /// No directions yet.
  public init() {}

  /// Adds a probe of a whole site, fitted to all rows: an array for each target, `SITE.TARGET` of the site's shape, and its
  /// constant, `SITE.TARGET.offset`.
  ///
  /// - Throws: `StatisticsError`.
  public mutating func add(_ probing: Probing, _ entry: Probing.Entry) throws {
    let (readout, site) = (try probing.readout(), probing.site)
    for (number, name) in Self.names(probing.question, readout).enumerated() {
      let direction = readout.directions.row(number).map { Float($0) }
      archive["\(site.name).\(name)"] = Tensor(Array(direction), shape: site.shape)
      archive["\(site.name).\(name).offset"] = Tensor([Float(readout.offsets[number])], shape: [1])
      scores.append(.init("\(site.name).\(name)", Self.json(entry.result)))
    }
  }

  /// Adds a probe of a site's cells: `SITE.TARGET` of shape `[channels, 1, 1]`, and its constant.
  ///
  /// - Throws: `StatisticsError`.
  public mutating func add(_ probing: CellProbing, _ result: LinearProbe.Result) throws {
    let (readout, channels) = (try probing.readout(), probing.site.shape[0])
    let name = "\(probing.site.name).\(Self.hyphenated(probing.name))"
    archive[name] = Tensor(readout.directions.row(0).map { Float($0) }, shape: [channels, 1, 1])
    archive["\(name).offset"] = Tensor([Float(readout.offsets[0])], shape: [1])
    scores.append(.init(name, Self.json(result)))
  }

  /// The arrays, with the scores on rows that no fit has seen as the text `scores`, and where each row was seen: `rows`,
  /// `[N, 3]` of level and outer row and column of the mouse.
  public func archive(_ rows: ProbeRows) -> TensorArchive {
    var all = archive
    let seen = rows.rows.flatMap { [Float($0.level), Float($0.mouse.row), Float($0.mouse.column)] }
    all["rows"] = Tensor(seen, shape: [rows.rows.count, 3])
    all.metadata["scores"] = JSONValue.object(scores).line
    return all
  }

  /// The targets of a question by name: `cheese-row`, `action-2`.
  private static func names(_ question: ProbeTarget.Question, _ readout: ProbeReadout) -> [String] {
    let name = hyphenated(question.name)
    guard readout.directions.rows > 1 else { return [name] }
    guard let classes = readout.classes else { return ["\(name)-row", "\(name)-column"] }
    return classes.map { "\(name)-\($0)" }
  }

  private static func hyphenated(_ name: String) -> String { name.split(separator: " ").joined(separator: "-") }

  private static func json(_ result: LinearProbe.Result) -> JSONValue {
    .object([
      .init("score", .number(result.score)), .init("standardError", result.standardError.map { .number($0) } ?? .null),
      .init("withoutFeatures", .number(result.baseline)),
    ])
  }
}
