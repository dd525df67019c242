import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import Testing

@testable import MazeLab

@Suite struct MinimisationTests {
  /// Sets that hold what is needed, whatever else they hold.
  private func minimum(_ items: [Int], needing needed: Set<Int>) -> (found: [Int], asked: Int) {
    var asked = 0
    let found = DeltaDebugging.minimum(of: items) { sets in
      asked += sets.count
      return sets.map { needed.isSubset(of: $0) }
    }
    return (found, asked)
  }

  @Test(arguments: [[3], [0, 31], [1, 2, 3], [5, 12, 19, 26], Array(0..<32)])
  func onlyWhatIsNeededIsLeft(needed: [Int]) {
    #expect(minimum(Array(0..<32), needing: Set(needed)).found.sorted() == needed)
  }

  @Test func fewAreFoundByFewQuestions() { #expect(minimum(Array(0..<1024), needing: [700]).asked <= 40) }

  /// Where items stand for each other, what is left cannot lose any one of them.
  @Test func whatIsLeftIsMinimal() {
    func isEnough(_ set: [Int]) -> Bool { set.reduce(0, +) >= 20 }
    let found = DeltaDebugging.minimum(of: Array(1...9)) { $0.map(isEnough) }
    #expect(isEnough(found))
    for item in found { #expect(!isEnough(found.filter { $0 != item })) }
  }

  private static let site = "embedder.block2.res1.resadd_out"

  private func question(_ call: String, _ more: String...) throws -> ChannelQuestion {
    let plan = Plan(edits: try ([call] + more).map { try CallSyntax.edit($0, registry: .builtIn) })
    return try ChannelQuestion(plan, edit: more.isEmpty ? nil : 0, on: Policy.bundled().graph)
  }

  private func minimisation(_ question: ChannelQuestion, keep: Double) throws -> Minimisation {
    let states = try (0..<2).map { try MazeState(level: $0, mode: .easy) }
    return try Minimisation(
      question, keeping: keep, of: MeanTotalVariation(), on: states, policy: .bundled(), renderer: .plain,
      options: RunOptions())
  }

  @Test func enoughIsKeptAndNothingCanBeLeftOut() throws {
    let question = try question("zero@\(Self.site)[[1, 3, 5, 7, 9, 11]]")
    let found = try minimisation(question, keep: 0.8)
    #expect(found.kept >= 0.8 && !found.channels.isEmpty && found.channels.count < 6)
    #expect(found.channels.allSatisfy { $0.without < 0.8 })
    #expect(found.receipts.count == 1 && found.receipts[0].changed > 0)
    // What is said of the small plan is what it does.
    let values = try (0..<2).map { level in
      try FieldComparison.compute(
        MazeState(level: level, mode: .easy), policy: .bundled(), under: found.plan, renderer: .plain
      ).difference.meanTotalVariation
    }
    #expect(abs(values.reduce(0, +) / 2 - found.effect) < 1e-6)
    #expect(found.plan.edits[0].selection == .indices([.positions(found.channels.map(\.channel))]))
  }

  @Test func questionsKnowTheirChannels() throws {
    #expect(try question("zero@\(Self.site)").channels == Array(0..<32))
    #expect(try question("zero@\(Self.site)[[-1, 3], 2:4]").channels == [3, 31])
    let other = try question("zero@\(Self.site)[[1, 2]]", "scale(by: 2)@\(Self.site)")
    #expect(other.plan(on: [2]).edits.map(\.description) == ["zero@\(Self.site)[[2]]", "scale(by: 2)@\(Self.site)"])
    #expect(other.plan(on: []).edits.map(\.kind) == ["scale"])
  }

  @Test func whatCannotBeMinimisedIsExplained() throws {
    for call in [
      "zero@\(Self.site)[5]", "zero@\(Self.site)[top(3)]", "zero@\(Self.site)[:, 3]",
      "zero@embedder.block*.maxpool_out",
    ] {
      #expect(throws: Fault.self, "\(call)") { try question(call) }
    }
    let plan = Plan { Edit("fc_value_out", .zero) }
    let none = #expect(throws: Fault.self) { try ChannelQuestion(Plan(), edit: nil, on: Policy.bundled().graph) }
    #expect(none?.explanation.remedy == "give --patch CALL or --plan FILE")
    let other = #expect(throws: Fault.self) { try ChannelQuestion(plan, edit: 2, on: Policy.bundled().graph) }
    #expect(other?.description == "--edit 3: the plan has 1; give --edit 1 to 1")
    let part = #expect(throws: Fault.self) { try minimisation(question("zero@\(Self.site)[[1, 2]]"), keep: 1.5) }
    #expect(part?.explanation.subject == "--keep 1.5")
  }
}
