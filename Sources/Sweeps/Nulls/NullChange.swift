import HookKit
import Interventions

/// Some edits of a site whose *net* change, the value after all of them minus the value before, is replaced by another of
/// the same size.
///
/// The net change is matched row by row. Of edits that draw anew for every row, such as `noise`, the twin's direction (or
/// order) is drawn anew for every row, too; of all others it is one for all rows and levels, so that the twin is as regular
/// over squares as the edits. Where both sorts are mixed, what the others do by themselves (and what no drawing one overwrites)
/// is replaced by the one, what the drawing ones add to that by the other, and the sum gets the norm of the net change.
///
/// Where the net change is one vector for all rows, as that of `add` and every other `Addition`, so is its twin, and rows
/// stay related.
struct NullChange: StandIn {
  static let kind = "null-change"

  let edits: [Edit]
  private let control: Control
  private let draw: Int
  @Prepared private var chain: EditChain
  @Prepared private var shaper: NullShaper
  /// The draw that all rows share.
  @Prepared private var shared: ControlDraw
  /// The twin of a change that is the same for all rows.
  @Prepared private var constant: Constant?

  init(_ edits: [Edit], _ control: Control, draw: Int) {
    (self.edits, self.control, self.draw) = (edits, control, draw)
  }

  var content: [String: ParameterValue] { NullContent.of(edits, control, draw) }
  var locality: Locality {
    if $constant.flatMap({ $0 }) != nil { return .elementwise }
    return max($chain?.locality ?? .batch, .row)
  }

  mutating func prepare(_ context: PrepareContext) throws {
    chain = try EditChain(edits, for: context)
    let grids = Set(context.inputs.rows.map(\.geometry))
    shaper = try NullShaper(control, at: context.site, grids: grids, chain.reach)
    var random = context.random()
    shared = shaper.draw(&random)
    constant = nil
    guard edits.allSatisfy(\.timings.isEmpty), grids.count == 1, let row = context.inputs.rows.first,
      chain.interventions.allSatisfy({ ($0 as? any Addition)?.addend != nil })
    else { return }
    // What additions make of nothing is what they add.
    let rows = [row]
    let here = EditContext(site: context.site, edit: context.edit, seed: context.seed, rows: rows)
    let change = try chain(Tensor(repeating: 0, shape: context.site.shape.batched(1)), here)
    constant = Constant(twin: try shaper.twin(of: change, rows) { _ in shared }.row(0), grid: row.geometry)
  }

  func callAsFunction(_ value: Tensor, _ context: EditContext) throws -> Tensor {
    if isIdentity { return value }
    if let constant, context.rows.allSatisfy({ $0.geometry == constant.grid }) {
      return value.combinedByRow(with: constant.twin, Self.sum)
    }
    return Tensor(
      zip(value.scalars, try twin(of: value, context).scalars).map(Self.sum), shape: value.shape)
  }

  /// What is put in the place of the net change.
  private func twin(of value: Tensor, _ context: EditContext) throws -> Tensor {
    let net = try chain(value, context) - value
    let draws = chain.interventions.map(\.drawsPerRow)
    guard draws.contains(true) else { return try shaper.twin(of: net, context.rows) { _ in shared } }
    func fresh(_ row: Int) -> ControlDraw {
      var random = context.random(row: row)
      return shaper.draw(&random)
    }
    guard draws.contains(false) else { return try shaper.twin(of: net, context.rows, fresh) }
    let steady = try chain.withoutDraws(value, context) - value
    let twin =
      try shaper.twin(of: steady, context.rows) { _ in shared } + shaper.twin(of: net - steady, context.rows, fresh)
    return twin.withNormsByRow(of: net)
  }

  /// What the twin does not touch keeps its bits, -0 included.
  private static func sum(_ value: Float, _ twin: Float) -> Float { twin == 0 ? value : value + twin }
}

/// A twin that is one vector for all rows of a grid.
private struct Constant: Sendable {
  let twin: Tensor
  let grid: GridGeometry?
}

extension Tensor {
  /// Each row scaled to the norm that it has in another tensor; rows of zeros stay.
  fileprivate func withNormsByRow(of other: Tensor) -> Tensor {
    let size = shape.row.count
    var result = scalars
    for start in stride(from: 0, to: result.count, by: max(size, 1)) {
      let (mine, wanted) = (start..<start + size).reduce(into: (0.0, 0.0)) { sums, k in
        sums.0 += Double(result[k]) * Double(result[k])
        sums.1 += Double(other.scalars[k]) * Double(other.scalars[k])
      }
      guard mine > 0 else { continue }
      let factor = Float((wanted / mine).squareRoot())
      for k in start..<start + size { result[k] *= factor }
    }
    return Tensor(result, shape: shape)
  }
}
