import Experiments
import InRollouts
import Testing

@Suite struct InRolloutsTests {
  private func lab(_ levels: [Int], facing: FieldFacing = .state) throws -> Lab {
    var registry = try Registry.builtIn
    registry.addBuiltInMetrics()
    registry.add(Plugin.self)
    return Lab(
      policy: try .bundled(), renderer: .plain, levels: levels, facing: facing, registry: try registry.checked())
  }

  private func measures(_ findings: Findings) throws -> [String: Double] {
    try findings.checkedNames()
    let lists = findings.items.compactMap { $0 as? Measures }
    return Dictionary(lists.flatMap(\.measures).map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  private func walk(_ lab: Lab, _ level: Int, _ choice: ActionChoice) throws -> (Episode, Walk) {
    let state = try lab.maze(level)
    var options = RolloutOptions()
    (options.steps, options.choice) = (40, choice)
    var episode: Episode?
    try Rollout.run(.states([state]), policy: lab.policy, on: .native(.plain), options: options) { episode = $0 }
    let played = try #require(episode)
    return (played, try #require(Walk(played, lab.field(of: state))))
  }

  /// Steps that are not the field's likeliest action are due to one thing or the other.
  @Test(arguments: [1, 8]) func stepsAreDividedWithoutRest(level: Int) throws {
    let (_, walk) = try walk(lab([level]), level, .sample)
    #expect(abs(walk.differs - walk.byFacing - walk.byChance) < 1e-9)
    #expect((0...1).contains(walk.differs) && walk.distance >= 0)
  }

  /// Nothing is left to chance where the likeliest action is always taken.
  @Test(arguments: [1, 8]) func withTheLikeliestActionNothingIsChance(level: Int) throws {
    let (episode, walk) = try walk(lab([level]), level, .argmax)
    #expect(walk.byChance == 0 && walk.differs == walk.turned)
    #expect(walk.looksRight == Double(episode.facesRight.dropLast().count { $0 }) / Double(episode.steps))
  }

  /// A field whose mouse looks as that of the episode does has the same probabilities.
  @Test func withoutTurningFieldAndRolloutAgree() throws {
    let lab = try lab([8])
    let (episode, _) = try walk(lab, 8, .argmax)
    let left = episode.facesRight.firstIndex(of: true) ?? episode.steps
    #expect(left > 0)
    let field = try lab.field(of: lab.maze(8))
    for step in 0..<left {
      let inField = try #require(field.probabilities(at: episode.path[step]))
      #expect(inField.totalVariation(to: episode.groupProbabilities(at: step)) < 1e-5)
    }
  }

  private func next(_ square: Square, _ action: ActionGroup) -> Square {
    Square(square.row + Int(action.delta.row), square.column + Int(action.delta.column))
  }

  /// Actions that go for the cheese surely, on a maze whose values rise, or fall, towards it.
  @Test func actionsAreHeldAgainstValues() throws {
    let maze = try lab([8]).maze(8).maze
    let squares = maze.legalSquares
    let cheese = try #require(maze.cheese)
    let distances = maze.distances(from: cheese)
    /// The action towards the cheese, surely.
    func towardsCheese(_ square: Square) -> GroupProbabilities {
      let way = ActionGroup.moves.min {
        distances[next(square, $0)] ?? .max < distances[next(square, $1)] ?? .max
      }
      return GroupProbabilities(ActionGroup.allCases.map { $0 == way ? 1 : 0 })
    }
    func ways(value: (Square) -> Double) -> Ways {
      Ways(
        VectorField(
          level: 8, mode: .hard, grid: maze.innerGrid, squares: squares, probabilities: squares.map(towardsCheese),
          values: squares.map(value)), maze)
    }
    let (near, far) = (ways { -Double(distances[$0] ?? 0) }, ways { Double(distances[$0] ?? 0) })
    #expect(near.junctions.count > 50 && !near.parting.isEmpty)
    #expect(near.junctions.allSatisfy { $0.agrees == 1 && $0.actionToCheese == 1 && $0.valueToCheese == 1 })
    #expect(far.junctions.allSatisfy { $0.agrees == 0 && $0.actionToCheese == 1 && $0.valueToCheese == 0 })
    #expect(near.parting.allSatisfy { $0.actionToCorner == 0 })
  }

  @Test func experimentsMeasureWhatTheySay() throws {
    let levels = try lab([1, 8])
    let steps = try measures(levels.findings(of: "fields-and-rollouts", "--steps", "20"))
    #expect(steps["not the field's likeliest action"] != nil)
    let values = try measures(levels.findings(of: "value-agreement"))
    #expect((values["by chance"] ?? 0) > 0.3)
    let played = try measures(
      levels.findings(of: "cheese-vector-in-rollouts", "--episodes", "1", "--steps", "60"))
    #expect((played["cheese: its cheese vector taken away"] ?? 1) <= (played["cheese: original"] ?? 0))
  }

  @Test func impossibleOptionsAreRefused() throws {
    let lab = try lab([8])
    #expect(throws: (any Error).self) { try lab.findings(of: "fields-and-rollouts", "--steps", "0") }
    #expect(throws: (any Error).self) { try lab.findings(of: "cheese-vector-in-rollouts", "--episodes", "0") }
  }
}
