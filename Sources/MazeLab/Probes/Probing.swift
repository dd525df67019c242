import HookKit
import Statistics

/// Probes of one site for one target.
public struct Probing: Sendable {
  /// Which features a probe has.
  public enum Scope: Sendable, Hashable {
    /// All elements of the site.
    case site
    /// The cells of one channel.
    case channel(Int)
    /// The elements with the largest F scores, chosen in every fold anew.
    case sparse(Int)
  }

  /// A probe with its score.
  public struct Entry: Sendable {
    /// Its features.
    public let scope: Scope
    /// How well it did.
    public let result: LinearProbe.Result
  }

  /// The site.
  public let site: Site
  /// What was read off.
  public let question: ProbeTarget.Question
  /// How many rows it is known for.
  public var rows: Int { question.rows.count }
  private let features: Matrix
  private let folds: Folds
  private let method: LinearProbe.Method

  /// Prepares probes of a site.
  ///
  /// All rows of a level are in one fold, as they show one maze.
  ///
  /// - Throws: `StatisticsError.tooFew` with fewer levels than folds.
  public init(
    _ site: Site, _ question: ProbeTarget.Question, of rows: ProbeRows, ridge alpha: Double, logistic c: Double,
    folds: Int, seed: UInt64
  ) throws {
    (self.site, self.question) = (site, question)
    guard let tensor = rows.activations[site.name] else {
      preconditionFailure("\(site.name) was not captured")
    }
    features = Matrix(tensor, rows: question.rows)
    self.folds = try Folds(grouping: question.rows.map { rows.rows[$0].level }, count: folds, seed: seed)
    switch question.target {
    case .numbers: method = .ridge(alpha: alpha)
    case .classes: method = .logistic(c: c)
    }
  }

  /// How many channels the site has; nil for values without cells.
  public var channels: Int? { site.shape.rank == 3 ? site.shape[0] : nil }

  /// How well a probe does.
  ///
  /// - Throws: ``ProbeError/noChannels(site:shape:)``; `StatisticsError`.
  public func entry(_ scope: Scope) throws -> Entry {
    var probe = LinearProbe(method), features = features
    switch scope {
    case .site: break
    case .sparse(let count): probe.limit = count
    case .channel(let channel):
      guard channels != nil else { throw ProbeError.noChannels(site: site.name, shape: site.shape) }
      let cells = site.shape[1] * site.shape[2]
      features = features.selecting(columns: Array(channel * cells..<(channel + 1) * cells))
    }
    return Entry(
      scope: scope, result: try probe.evaluate(features, question.target, folds: folds, of: question.name))
  }

  /// What a probe of the whole site reads off, fitted to all rows.
  ///
  /// - Throws: `StatisticsError`.
  public func readout() throws -> ProbeReadout {
    try LinearProbe(method).readout(features, question.target, of: question.name)
  }

  /// The F score of every element of the site on all rows, in row-major order.
  public func scores() throws -> [FScore] { try LinearProbe.scores(features, question.target, of: question.name) }

  /// The F scores of a channel as a map, `[height, width]`, the top line of the picture first.
  ///
  /// - Precondition: the site has channels.
  public func map(_ scores: [FScore], ofChannel channel: Int) -> Matrix {
    let (height, width) = (site.shape[1], site.shape[2])
    let start = channel * height * width
    return Matrix(rows: height, columns: width, values: scores[start..<start + height * width].map(\.f))
  }
}

extension Matrix {
  /// Some rows of a tensor `[N, ...]`, each as a vector.
  init(_ tensor: Tensor, rows: [Int]) {
    let columns = tensor.shape.row.count
    var values: [Double] = []
    values.reserveCapacity(rows.count * columns)
    for row in rows { values += tensor.scalars[row * columns..<(row + 1) * columns].lazy.map(Double.init) }
    self.init(rows: rows.count, columns: columns, values: values)
  }
}
