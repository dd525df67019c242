import ArgumentParser
import Experiments
import HookKit
import Testing

@Suite struct ExperimentRegistryTests {
  private struct Dose: Experiment {
    static let name = "dose"
    static let summary = "What a dose does."
    @Option var scale: Float = 1
    func run(in lab: Lab) throws -> Findings { try Findings("dose") {} }
  }

  private struct Shouting: Experiment {
    static let name = "Dose!"
    static let summary = ""
    func run(in lab: Lab) throws -> Findings { try Findings("") {} }
  }

  private struct Greedy: Experiment {
    static let name = "greedy"
    static let summary = ""
    @Option(name: [.short, .long]) var seed = 0
    @Flag(inversion: .prefixedNo) var json = true
    @Option(help: "Not --out, but like it.") var outer = 0
    func run(in lab: Lab) throws -> Findings { try Findings("") {} }
  }

  private enum Plugin: HookPlugin {
    static let name = "doses"
    static func register(in registry: inout Registry) { registry.add(Dose.self) }
  }

  private func faults<Fault: ExplainedError>(_ body: (inout Registry) -> Void) -> [Fault] {
    var registry = Registry()
    body(&registry)
    do {
      _ = try registry.checked()
      return []
    } catch {
      return (error as? FaultList)?.faults.compactMap { $0 as? Fault } ?? []
    }
  }

  @Test func experimentsAreListedWithTheirPlugin() throws {
    var registry = Registry()
    registry.add(Plugin.self)
    let entry = try #require(try registry.checked().experiments.first)
    #expect(entry.name == "dose" && entry.origin == "doses" && entry.summary == "What a dose does.")
  }

  @Test func twoOfOneNameAreAFault() {
    let found: [CatalogueError] = faults {
      $0.add(Plugin.self)
      $0.add(Dose.self)
    }
    #expect(found == [CatalogueError.duplicate("dose", noun: "experiment", first: "doses", second: "built in")])
  }

  @Test func namesAreThoseOfCommands() {
    #expect(
      faults { $0.add(Shouting.self) } == [
        CatalogueError.noName("Dose!", noun: "experiment", origin: "built in", reserved: [])
      ])
  }

  /// The argument parser would give one of two options of one name nothing, without a word.
  @Test func optionsOfTheProgramAreTaken() {
    #expect(
      (faults { $0.add(Greedy.self) } as [Fault]).map(\.explanation.problem)
        == ["seed", "json"].map { "every experiment has an option --\($0) already" })
  }
}
