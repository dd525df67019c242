import Foundation
import HookKit
import Interventions
import Statistics

@testable import Sweeps

/// Percentiles of edits that are themselves draws of a control, on a network small enough for thousands of them.
///
/// Such an edit is what chance would do, so that its rank among its twins must be any with the same probability.
struct NullSimulation {
  /// How many twins an edit has, and into how many parts their ranks are sorted: the ranks 0 to 9 into fifths.
  static let draws = 9, parts = 5

  /// A control, edits of a kind, and in which parts their percentiles lie.
  struct Outcome {
    let control: Control
    let kind: String
    /// Whether the edits draw anew for each row.
    var isDrawn = false
    /// The mean change of an output, which has a sign, and the mean magnitude of the change.
    var signed = [Int](repeating: 0, count: NullSimulation.parts)
    var magnitude = [Int](repeating: 0, count: NullSimulation.parts)
  }

  let graph: ModuleGraph
  let inputs: Inputs
  private static let site: SitePattern = "body.conv_out"
  private static let shape: Shape = [12, 2, 2]
  static let rows = 12
  private let tensors: NullTensors

  init() throws {
    var stream = RandomStream(seed: 77, 1)
    func random(_ shape: Shape, _ scale: Float) -> Tensor { scale * Tensor(stream.normals(shape.count), shape: shape) }
    var builder = GraphBuilder(input: [3, 2, 2])
    let conv = try builder.add(
      "body.conv", Conv2d(weight: random([12, 3, 1, 1], 0.6), bias: random([12], 0.3)), builder.input)
    let relu = try builder.add("body.relu", ReLU(), conv)
    let hidden = try builder.add(
      "hidden", Linear(weight: random([16, 48], 0.2), bias: random([16], 0.2)), builder.add("flatten", Flatten(), relu))
    let bent = try builder.add("bent", ReLU(), hidden)
    try builder.add("out", Linear(weight: random([1, 16], 0.3), bias: random([1], 0.1)), bent)
    graph = builder.graph
    inputs = Inputs(random([Self.rows, 3, 2, 2], 1))
    tensors = try NullTensors(Self.shape, rows: Self.rows)
  }

  /// Every built-in kind, with what is shared by rows and what is drawn for each, and plans of two edits at one site.
  func kinds(on selection: Selection = .all) -> [(name: String, edits: [Edit])] {
    func edit(_ intervention: some Intervention) -> Edit { Edit(Self.site, intervention, on: selection) }
    let (vector, other, bank, each) = (tensors["vector"], tensors["other"], tensors["bank"], tensors["each"])
    let noises = Noise.Distribution.allCases.flatMap { distribution in
      [false, true].map { shared in
        (
          name: "noise, \(distribution.rawValue), \(shared ? "shared" : "per row")",
          edits: [edit(.noise(scale: 0.5, distribution: distribution, shared: shared))]
        )
      }
    }
    return noises + [
      ("add", [edit(.add(vector: vector, scale: 0.5))]), ("zero", [edit(.zero)]), ("set", [edit(.set(value: 1))]),
      ("scale", [edit(.scale(by: 0.5))]), ("signed-scale", [edit(.signedScale(positive: 0.5, negative: 1.5))]),
      ("clamp", [edit(.clamp(min: -0.1, max: 0.1))]), ("formula", [edit(.formula("x - tanh(2 * x) / 2"))]),
      ("mean", [edit(.mean(of: bank))]),
      ("resample", [edit(.resample(from: bank))]), ("patch, one row", [edit(.patch(from: vector))]),
      ("patch, a row for each", [edit(.patch(from: each))]),
      ("project-out", [edit(.projectOut(direction: vector))]),
      ("add + add", [edit(.add(vector: vector, scale: 3)), edit(.add(vector: other, scale: -3))]),
      ("zero + noise", [edit(.zero), edit(.noise(scale: 0.5))]),
      ("noise + scale", [edit(.noise(scale: 0.5)), edit(.scale(by: 1.5))]),
      ("resample + add", [edit(.resample(from: bank)), edit(.add(vector: vector, scale: 0.5))]),
    ]
  }

  /// Percentiles of edits whose change is a draw of the control, `trials` times.
  func outcome(_ control: Control, _ kind: String, _ edits: [Edit], trials: Int) throws -> Outcome {
    try outcome(control, kind, trials: trials) { number in
      switch control {
      case .channels: edits
      // Either the edits or their opposite, by the toss of a coin.
      case .flipped where number.isMultiple(of: 2): edits
      default: try twins(control, of: edits, draw: 0)
      }
    }
  }

  /// The null twin of edits, as edits: of those that draw for each row, and of the others, each a twin of its own, as a user
  /// who mixes both writes two edits.
  private func twins(_ control: Control, of edits: [Edit], draw: Int) throws -> [Edit] {
    try [false, true].map { draws in edits.filter { $0.intervention.drawsPerRow == draws } }.filter { !$0.isEmpty }
      .map { try Edit(inPlaceOf: SiteEdits(site: site(), edits: $0), control, draw: draw) }
  }

  /// Percentiles of plans, each with a seed of its own.
  ///
  /// - Parameter chosen: of which of the edits the twins are; all of them, unless a test wants wrong twins.
  func outcome(
    _ control: Control, _ kind: String, trials: Int, twinsOf chosen: ([Edit]) -> [Edit] = { $0 },
    _ edits: (Int) throws -> [Edit]
  ) throws -> Outcome {
    var outcome = Outcome(control: control, kind: kind)
    for number in 0..<trials {
      let own = try edits(number)
      outcome.isDrawn = own.contains { $0.intervention.drawsPerRow }
      let plan = Plan(edits: own, allowUnmatched: true)
      let twins = try Controls(control, draws: Self.draws)
        .twins(of: Plan(edits: chosen(own), allowUnmatched: true), in: graph).map(\.plan)
      let runs = try graph.runs(
        inputs, under: [Plan(), plan] + twins,
        options: RunOptions(seed: seed(kind, number), engine: EngineOptions(threads: 1)))
      let changes = runs.dropFirst().map { $0["out_out"] - runs[0]["out_out"] }
      var ties = RandomStream(seed: seed(kind, number), 91)
      outcome.signed[try part(changes.map { $0.scalars.reduce(0.0) { $0 + Double($1) } }, &ties)] += 1
      outcome.magnitude[try part(changes.map { $0.scalars.reduce(0.0) { $0 + Double(abs($1)) } }, &ties)] += 1
    }
    return outcome
  }

  /// Kinds have seeds of their own, so that they are independent of each other.
  private func seed(_ kind: String, _ number: Int) -> UInt64 {
    UInt64(stableHashOf: [kind.stableHash, UInt64(number)])
  }

  /// The part in which the rank of the first value among the others lies. Of equal ones any may be the first: few places have few
  /// orders, and half a rank would always lie in the part below.
  private func part(_ values: [Double], _ ties: inout RandomStream) throws -> Int {
    let place = try NullComparison(values[0], among: Array(values.dropFirst()))
    let rank = place.below + ties.index(below: place.equal + 1)
    return rank * Self.parts / (place.count + 1)
  }

  private func site() throws -> Site { try Self.site.sites(in: graph)[0] }

  /// Pearson's statistic of counts that should be equal.
  static func chiSquare(_ counts: [Int]) -> Double {
    let expected = Double(counts.reduce(0, +)) / Double(counts.count)
    return counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
  }
}
