import HookKit
import MazeLab
import Statistics

/// Several policies on the same mazes: what each does in the mean, and how the others differ from the first, mazes staying
/// paired.
///
/// ```swift
/// let comparison = try ModelComparison(["a.pth", "b.pth"], unit: "level") {
///   ModelMeasure("towards the cheese", first, second, in: 0...1)
/// }
/// ```
public struct ModelComparison: Sendable {
  /// What one policy does, in one measure.
  public struct Entry: Sendable {
    /// What was measured.
    public let measure: String
    /// The policy's name.
    public let model: String
    /// The mean over mazes.
    public let mean: UnitEstimate
    /// The mean of its differences to the first policy; nil for that one.
    public let difference: UnitEstimate?
  }

  /// The policies' names, in their order.
  public let models: [String]
  /// After how many training steps each was saved; nil where its name does not tell.
  public let steps: [Int?]
  /// Every measure of every policy; measures outermost.
  public let entries: [Entry]
  /// What a maze is called: "level".
  public let unit: String

  /// Compares policies by the numbers of every maze.
  ///
  /// - Parameters:
  ///   - models: the names of the policies, at least one.
  ///   - unit: what a maze is called.
  ///   - rule: which means have intervals.
  ///   - measures: what is compared, each with one series of values for each policy; mazes that lack one are left out.
  /// - Throws: `StatisticsError` for a measure that no maze has.
  public init(
    _ models: [String], unit: String, rule: IntervalRule = IntervalRule(),
    @ListBuilder<ModelMeasure> _ measures: () throws -> [ModelMeasure]
  ) throws {
    (self.models, self.unit, steps) = (models, unit, SweepModel.steps(models))
    let rule = rule.over(unit)
    entries = try measures().flatMap { measure in
      let paired = measure.paired
      return try models.indices.map { place in
        Entry(
          measure: measure.name, model: models[place],
          mean: try UnitEstimate(Sample(paired[place], in: measure.range), rule),
          difference: place == 0
            ? nil
            : try UnitEstimate(
              Sample(differences: paired[place], minus: paired[0], in: measure.range), rule))
      }
    }
  }
}

/// A number of every maze, for each of several policies.
public struct ModelMeasure: Sendable {
  /// What was measured.
  public let name: String
  /// For each policy, the values by the numbers of the mazes.
  public let values: [[Int: Double]]
  /// Where values can be at all.
  public let range: ClosedRange<Double>

  /// A measure; a value of no maze may lie outside of the range.
  public init(_ name: String, _ values: [[Int: Double]], in range: ClosedRange<Double>) {
    (self.name, self.values, self.range) = (name, values, range)
  }

  /// The values of the mazes that have one under every policy, in the order of their numbers.
  fileprivate var paired: [[Double]] {
    let common = values.dropFirst().reduce(Set((values.first ?? [:]).keys)) { $0.intersection($1.keys) }.sorted()
    return values.map { values in common.compactMap { values[$0] } }
  }
}
