import HookKit
import MazeLab

/// Which activations are captured, and under which edits.
public struct ActivationCapture: Sendable {
  /// The network.
  public let graph: ModuleGraph
  /// The sites.
  public let sites: [Site]
  /// The edits; of many levels perhaps others on each.
  public var edits: LevelPlan
  /// Whether values are taken as the edits of their site find them.
  public var isBefore = false
  /// Whether what each input channel adds to a site is taken, `[N, out, in, ...]`, in place of its values.
  public var presums = false

  /// Activations of sites under edits; by default without.
  public init(_ sites: [Site], of graph: ModuleGraph, under edits: LevelPlan = LevelPlan(Plan())) {
    (self.sites, self.graph, self.edits) = (sites, graph, edits)
  }

  /// How many bytes the activations of so many rows take.
  ///
  /// - Throws: `Fault` for sites that are no sums of channels.
  public func bytes(ofRows rows: Int) throws -> Int {
    let shapes = try presums ? sites.map(graph.presumShape) : sites.map(\.shape)
    return shapes.reduce(0) { $0 + $1.count } * rows * MemoryLayout<Float>.size
  }

  /// More than this is a typo rather than a bank of activations: 8 GiB.
  private static let limit = 8 << 30

  /// Checks that what is captured of so many rows fits into memory.
  ///
  /// - Parameter rows: the number of rows.
  /// - Throws: ``CaptureError/tooLarge(bytes:rows:)``.
  public func check(rows: Int) throws {
    let bytes = try bytes(ofRows: rows)
    guard bytes <= Self.limit else { throw CaptureError.tooLarge(bytes: bytes, rows: rows) }
  }

  /// Checks what is asked for; a picture shows the channels of one site, as maps.
  ///
  /// - Parameter picture: the path of a picture; nil for none.
  /// - Throws: ``CaptureError``.
  public func check(drawnIn picture: String?) throws {
    guard !presums || !isBefore else { throw CaptureError.presumsBefore }
    guard let picture else { return }
    guard !presums, sites.count == 1, ActivationFigure.canDraw(sites[0]) else {
      throw CaptureError.noMaps(path: picture, sites: presums ? [] : sites.map(\.name))
    }
  }

  /// The activations of some rows, under edits that are the same for all.
  public func captured(_ inputs: Inputs, _ options: RunOptions) throws -> CaptureReport.Captured {
    try captured(inputs, under: edits.same ?? Plan(), options)
  }

  /// The activations of rows of several levels, each under its own edits.
  ///
  /// - Parameters:
  ///   - levels: the rows of each level, at least one level.
  ///   - options: how the runs are done.
  public func captured(
    ofLevels levels: [(number: Int, inputs: Inputs)], _ options: RunOptions
  ) throws -> CaptureReport.Captured {
    let parts = try levels.map { level in
      let plan = try edits.plan(on: level.number)
      return try edits.at(level.number) { try captured(level.inputs, under: plan, options) }
    }
    let receipts = parts.dropFirst().reduce(parts[0].receipts) { zip($0, $1.receipts).map { $0.merged(with: $1) } }
    let together = parts[0].values.indices.map { place in
      (parts[0].values[place].name, Tensor.concatenating(rows: parts.map { $0.values[place].tensor }))
    }
    return (together, edits.spelled(receipts))
  }

  private func captured(_ inputs: Inputs, under plan: Plan, _ options: RunOptions) throws -> CaptureReport.Captured {
    if presums {
      let (presums, run) = try graph.presums(inputs, at: sites, under: plan, options: options)
      return (sites.compactMap { site in presums[site.name].map { (Self.presumName(of: site), $0) } }, run.receipts)
    }
    let captures = sites.map { Capture(SitePattern($0.name), isBefore ? .before : .after) }
    let run = try graph.run(inputs, under: plan, capturing: captures, options: options)
    let captured = isBefore ? run.capturedBefore : run.captured
    return (sites.compactMap { site in captured[site.name].map { (site.name, $0) } }, run.receipts)
  }

  /// What arrays of presums are called: `a.b.conv_presums` for the site `a.b.conv_out`.
  private static func presumName(of site: Site) -> String {
    (site.name.hasSuffix("_out") ? String(site.name.dropLast(4)) : site.name) + "_presums"
  }
}
