import HookKit
import MazeEnv

/// The edits of a study: the same on all mazes, or, where calls name `{level}`, others on each level.
public struct LevelPlan: Sendable {
  /// The edits as they were written, each by itself.
  public let calls: [String]
  /// The edits, where they are the same everywhere.
  public let same: Plan?
  private let make: @Sendable (Int) throws -> Plan

  /// The edits for people, those of a group as one.
  public var texts: [String] { same?.calls ?? calls }

  /// Edits that are the same on all mazes.
  public init(_ plan: Plan) {
    (calls, same) = (plan.edits.map(\.description), plan)
    make = { _ in plan }
  }

  /// Edits that `make` makes for each level: as many as there are calls, in their order.
  public init(_ calls: [String], _ make: @escaping @Sendable (_ level: Int) throws -> Plan) {
    (self.calls, same, self.make) = (calls, nil, make)
  }

  /// The edits on a level.
  ///
  /// - Throws: what is wrong with them, with the level named.
  public func plan(on level: Int) throws -> Plan { try at(level) { try make(level) } }

  /// Says on which level something went wrong, where that matters.
  package func at<Result>(_ level: Int, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as any ExplainedError {
      throw same == nil ? error.found("on level \(level)") : error
    }
  }

  /// What edits did, spelled as they were written.
  package func spelled(_ receipts: [Receipt]) -> [Receipt] {
    same == nil ? receipts.map { $0.spelled(calls[$0.edit]) } : receipts
  }
}

extension Recipe {
  /// Adds the edits with the plugins that they are from, and the seed of their draws; the calls of edits that differ from
  /// level to level.
  public mutating func add(_ edits: LevelPlan, seed: UInt64, naming registry: Registry, on level: Int = 0) throws {
    try add(edits.same ?? edits.plan(on: level), seed: seed, naming: registry)
    if edits.same == nil { add("plan", .object([.init("calls", .array(edits.calls.map { .string($0) }))])) }
  }
}
