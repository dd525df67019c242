import Foundation
import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import Testing

@testable import MazeLab

/// Which way the mouse looks: turned states, fields of one facing and of both, and what they say of each other.
@Suite struct FacingTests {
  private func field(_ left: [Double], _ right: [Double]) throws -> VectorField {
    func side(_ probabilities: [Double], _ facing: Facing, value: Double) -> VectorField {
      VectorField(
        level: 7, mode: .easy, grid: HandMaze.grid, squares: HandMaze.squares,
        probabilities: HandMaze.squares.map { _ in GroupProbabilities(probabilities) },
        values: HandMaze.squares.map { _ in value }, facing: facing)
    }
    return try VectorField(meanOf: side(left, .left, value: 1), and: side(right, .right, value: 4))
  }

  @Test func turningChangesTheFlagAndNothingElse() throws {
    let state = try HandMaze.state()
    #expect(state.facing == .left && !state.mouse.isReflected)
    let turned = state.facing(.right)
    #expect(turned.mouse.isReflected && turned.maze.mouseFacesRight && turned.facing == .right)
    #expect(turned != state && turned.facing(.left) == state)
    #expect(turned.maze.text.contains("facing: right"))
    #expect(try MazeState(maze: Maze(text: turned.maze.text)).facing == .right)
    #expect(FieldFacing.state.states(of: turned) == [turned])
    #expect(FieldFacing.left.states(of: turned) == [state])
    #expect(FieldFacing.both.states(of: turned) == [state, turned])
  }

  /// By hand: the mean of probabilities and values, and what turning changes on every square.
  @Test func bothIsTheMeanOfTheTwo() throws {
    let field = try field([0.6, 0, 0.2, 0.2, 0], [0.1, 0, 0.2, 0.7, 0])
    #expect(field.facing == .both)
    let mean = zip(field.probabilities[0].values, [0.35, 0, 0.2, 0.45, 0]).map { abs($0 - $1) }
    #expect(mean.allSatisfy { $0 < 1e-12 } && field.values == field.squares.map { _ in 2.5 })
    let difference = try #require(field.facingDifference)
    #expect(difference.totalVariations.allSatisfy { abs($0 - 0.5) < 1e-12 } && difference.greedyChanges == 6)
    #expect(difference.valueChanges == field.squares.map { _ in 3 })
    let effect = FacingEffect(facing: .both, difference)
    #expect(effect.squares == 6 && effect.greedyChanges == 6 && abs(effect.largestTotalVariation - 0.5) < 1e-12)
    #expect(throws: FieldError.self) {
      try VectorField(meanOf: HandMaze.field([1, 0, 0, 0, 0]), and: HandMaze.fieldWithoutCheese([1, 0, 0, 0, 0]))
    }
  }

  @Test func filesSayTheFacing() throws {
    // Halves of halves, so that six decimals hold them.
    let both = try field([0.5, 0, 0.25, 0.25, 0], [0.125, 0, 0.25, 0.625, 0])
    let text = try both.jsonValue().text
    let read = try JSONDecoder().decode(VectorField.self, from: Data(text.utf8))
    #expect(read == both && read.facings?.right.facing == .right)
    guard case .object(let members) = try both.jsonValue() else { throw FieldError.noLegalSquares(level: 7) }
    #expect(members.map(\.key).prefix(4) == ["version", "level", "mode", "facing"])
    #expect(members.map(\.key).suffix(2) == ["facings", "facingDifference"])
    // Fields of before say nothing of it.
    let old = try HandMaze.field([1, 0, 0, 0, 0]).jsonValue().text.replacing("  \"facing\": \"state\",\n", with: "")
    #expect(!old.contains("facing"))
    #expect(try JSONDecoder().decode(VectorField.self, from: Data(old.utf8)).facing == .state)
    let names = both.archive(recipe: "{}").entries.map(\.name)
    #expect(names.contains("facings/left/probabilities") && names.contains("facings/right/values"))
    #expect(names.contains("facing_difference/total_variations"))
    #expect(!HandMaze.field([1, 0, 0, 0, 0]).archive(recipe: "{}").entries.contains { $0.name.contains("facing") })
  }

  /// The plain theme draws a mouse without a face: both facings are one picture, draw the same noise, and give the same bits.
  @Test func facingsShareTheirRandomDraws() throws {
    let state = try MazeState(level: 3, mode: .easy), policy = try Policy.bundled()
    let plan = Plan { Edit("embedder.block2.res1.resadd_out", .noise(scale: 0.5)) }
    let run = try VectorField.compute(state, policy: policy, under: plan, renderer: .plain, facing: .both)
    let (left, right) = try #require(run.field.facings)
    #expect(left.probabilities == right.probabilities && left.values == right.values)
    let alone = try VectorField.compute(state, policy: policy, under: plan, renderer: .plain)
    #expect(alone.field.probabilities == left.probabilities && alone.field.facing == .left)
    #expect(run.receipts[0].rows == 2 * alone.receipts[0].rows)
    #expect(run.receipts[0].changed == 2 * alone.receipts[0].changed)
    let effect = try FacingEffect(of: alone.field, state, policy: policy, under: plan, renderer: .plain)
    #expect(effect.meanTotalVariation == 0 && effect.greedyChanges == 0 && effect.facing == .left)
  }
}

/// What the mouse's picture does, with procgen's pixels.
@Suite("Facing with procgen's pictures", .enabled(if: Conditions.havePictures, "needs procgen's pictures: make setup"))
struct DrawnFacingTests {
  @Test func onlyTheMouseIsDrawnOtherwise() throws {
    let state = try MazeState(level: 0), renderer = try MazeRenderer()
    let (left, right) = (renderer.observation(of: state), renderer.observation(of: state.facing(.right)))
    let differing = left.pixels.indices.filter { left.pixels[$0] != right.pixels[$0] }.map { $0 / 3 }
    let lines = Set(differing.map { $0 / 64 }), columns = Set(differing.map { $0 % 64 })
    #expect(!differing.isEmpty && lines.count <= 3 && columns.count <= 3)
  }

  /// A field of a facing is the field of the state with its mouse turned, and both parts of "both" are these, bit for bit.
  @Test func facingsAreFieldsOfTurnedStates() throws {
    let state = try MazeState(level: 8), policy = try Policy.bundled(), renderer = try MazeRenderer()
    func field(_ state: MazeState, _ facing: FieldFacing) throws -> VectorField {
      try VectorField.compute(state, policy: policy, renderer: renderer, facing: facing).field
    }
    let (left, right) = (try field(state, .state), try field(state.facing(.right), .state))
    #expect(left.facing == .left && right.facing == .right && left != right)
    #expect(try field(state.facing(.right), .left) == left && field(state, .right) == right)
    let both = try field(state.facing(.right), .both)
    #expect(both.facings?.left == left && both.facings?.right == right)
    let effect = try FacingEffect(of: left, state, policy: policy, renderer: renderer)
    let other = try FacingEffect(of: both, state, policy: policy, renderer: renderer)
    #expect(effect.meanTotalVariation == other.meanTotalVariation && effect.greedyChanges == other.greedyChanges)
    #expect(effect.meanTotalVariation > 0.001 && effect.facing == .left && other.facing == .both)
  }

  @Test func decisionsAskBothWays() throws {
    let policy = try Policy.bundled(), renderer = try MazeRenderer()
    let plan = Plan { Edit("embedder.block2.res1.resadd_out", .scale(by: 0.5)) }
    func study(_ facing: FieldFacing) throws -> DecisionStudy {
      try DecisionStudy(levels: 0..<12, mode: .hard, policy: policy, under: plan, renderer: renderer, facing: facing)
    }
    let (state, left, right, both) = (try study(.state), try study(.left), try study(.right), try study(.both))
    #expect(state.trials == left.trials && left.trials != right.trials)
    for (trial, sides) in zip(both.trials, zip(left.trials, right.trials)) {
      let mean = (sides.0.original.towardsCheese + sides.1.original.towardsCheese) / 2
      #expect(trial.level == sides.0.level && abs(trial.original.towardsCheese - mean) < 1e-12)
      let patched = try #require(sides.0.patched?.other) + #require(sides.1.patched?.other)
      #expect(abs(try #require(trial.patched?.other) - patched / 2) < 1e-12)
    }
    #expect(both.receipts[0].rows == 2 * left.receipts[0].rows)
  }

  /// The numbers of the page, which its command prints: turning the mouse on levels 0..<20.
  @Test func thePageSaysWhatIsMeasured() throws {
    let policy = try Policy.bundled(), renderer = try MazeRenderer()
    let effects = try (0..<20).map { level in
      let state = try MazeState(level: level)
      let field = try VectorField.compute(state, policy: policy, renderer: renderer).field
      return try FacingEffect(of: field, state, policy: policy, renderer: renderer)
    }
    let squares = effects.reduce(0) { $0 + $1.squares }, turned = effects.reduce(0) { $0 + $1.greedyChanges }
    let mean = effects.reduce(0) { $0 + $1.meanTotalVariation * Double($1.squares) } / Double(squares)
    let largest = effects.map(\.largestTotalVariation).max() ?? 0
    let page = try String(contentsOf: Self.page, encoding: .utf8)
    let said = "\(turned) of \(squares.grouped) squares"
    #expect(page.contains(said), "Statistics.md does not say: \(said)")
    for (name, number) in [("mean total variation is", mean), ("largest is", largest)] {
      let text = "\(name) \(String(format: "%.3f", number))"
      #expect(page.contains(text), "Statistics.md does not say: \(text)")
    }
  }

  private static let page = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Documentation/Statistics.md")
}
