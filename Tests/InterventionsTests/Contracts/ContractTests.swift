import HookKit
import HookKitTesting
import Testing

@testable import Interventions

/// The contracts of what plugins add find what breaks them, and nothing in what is built in.
@Suite struct ContractTests {
  private func settings() throws -> [LawSetting] { [try LawSetting(shape: [3, 4, 5]), try LawSetting(shape: [6])] }

  @Test func selectionsKeepToTheirs() throws {
    for statistic in TopChannels.Statistic.allCases {
      #expect(try Contracts.violations(of: TopChannels(2, by: statistic), in: settings()) == [])
    }
    #expect(try Contracts.violations(of: MaskSelection(from: .values(Tensor([1], shape: []))), in: settings()) == [])
  }

  /// Takes an element of the grid's size, and says that no grid matters; its text has no parameters.
  private struct Wild: SelectionKind {
    static let name = "wild"
    static let summary = "breaks every rule"
    @Parameter("unsaid") var hidden = 0
    var text: String { "wild(2)" }
    func elements(for context: PrepareContext, in grid: GridGeometry?) -> SelectedElements {
      .some([grid?.worldSize ?? 0, 5, 5, 900])
    }
  }

  @Test func wildSelectionsAreFound() throws {
    let found = try Contracts.violations(of: Wild(), in: settings()).joined(separator: "\n")
    for part in ["takes an element twice", "takes element 900", "dependsOnGrid is false", "cannot be read back"] {
      #expect(found.contains(part), "\(found)")
    }
  }

  private enum Bigger: ChangeControl {
    static let name = "bigger"
    static let summary = "twice the change, whatever the draw"
    static func draw(at site: Site, _ random: inout RandomStream) -> ControlDraw {
      ControlDraw { change, _ in change.map { 2 * $0 + 1 } }
    }
  }

  private enum Fewer: EditControl {
    static let name = "fewer"
    static let summary = "the edits on one channel"
    static func edits(insteadOf edits: [Edit], for context: PrepareContext, _ draw: TwinDraw) -> [Edit] {
      edits.map { Edit($0.pattern, .zero, on: .channels(0)) }
    }
  }

  @Test func controlsThatDoNotMatchAreFound() throws {
    let found = try Contracts.violations(of: Bigger.self).joined(separator: "\n")
    for part in ["the twin's norm is", "two draws are the same", "the twin of no change is one"] {
      #expect(found.contains(part), "\(found)")
    }
    let edits = [Edit("input", .zero, on: .channels(1, 2))]
    let other = try Contracts.violations(of: Fewer.self, insteadOf: edits, in: settings()[0]).joined(separator: "\n")
    #expect(other.contains("take other numbers of elements") && other.contains("draws are the same"), "\(other)")
  }

  @Test func builtInControlsKeepToTheirs() {
    #expect(Control.builtIn.map(\.name) == ["random", "permuted", "shuffled", "flipped", "channels"])
    #expect(Control.builtIn.filter { !$0.isDrawn } == [.flipped])
  }

  /// Drawn without replacement, so that the edits of any channel have every rank among their twins equally often.
  @Test(arguments: [[1], [0, 2]]) func otherChannelsTakeTurns(own: [Int]) throws {
    let setting = try settings()[1]
    let context = PrepareContext(site: setting.site, graph: setting.graph, inputs: setting.inputs)
    let turns = (context.site.channels - own.count) / own.count
    func drawn(_ number: Int, seed: UInt64 = 1) throws -> [Int] {
      let edits = [Edit("input", .zero, on: .indices([.positions(own)]))]
      let twin = try ChannelsControl.edits(
        insteadOf: edits, for: context, TwinDraw(number, seed: seed, key: 3))
      return try #require(ChannelSelection(twin[0].selection)).channels
    }
    for pass in 0..<2 {
      let channels = try (0..<turns).flatMap { try drawn(pass * turns + $0) }
      #expect(Set(channels + own).count == channels.count + own.count && channels.count == turns * own.count)
    }
    #expect(try Set((0..<20).map { try drawn(0, seed: $0) }).count > 1)
  }

  private enum Vague: TensorSourceKind {
    static let name = "vague"
    static let form = "vague"
    static let summary = "takes everything, and fits nowhere"
    static func tensor(_ text: String, for context: PrepareContext) -> Tensor { Tensor([.nan, 1], shape: [2]) }
  }

  private enum All: TensorSourceKind {
    static let name = "all"
    static let form = "all NUMBER"
    static let summary = "one number everywhere"
    static func tensor(_ text: String, for context: PrepareContext) throws -> Tensor {
      guard let number = Float(text) else { throw ActivationError.unknownForm("all \(text)", observations: nil) }
      return Tensor(repeating: number, shape: context.site.shape)
    }
  }

  @Test func sourcesThatFitNowhereAreFound() throws {
    let found = try Contracts.violations(of: Vague.self, text: "", in: settings()).joined(separator: "\n")
    for part in ["is infinite or not a number", "fits no site", "a text that means nothing is taken"] {
      #expect(found.contains(part), "\(found)")
    }
    #expect(try Contracts.violations(of: All.self, text: "2", in: settings()) == [])
  }

  /// Observations that know the words of plugins.
  private struct Words: ObservationSource {
    let forms = "nothing"
    var sources: [TensorSourceEntry] = []
    func observations(_ specification: String) -> Inputs? { nil }
  }

  @Test func aWordOfAPluginIsATensorOfCalls() throws {
    var registry = try Registry.builtIn
    registry.add(All.self)
    let setting = try LawSetting(shape: [2, 3])
    func result(_ call: String) throws -> Tensor {
      let edit = try CallSyntax.edit(call, registry: registry.checked())
      let options = RunOptions(observations: Words(sources: registry.tensorSources))
      let run = try setting.graph.run(
        setting.inputs, under: Plan(edits: [edit]), capturing: ["input"], options: options)
      return run["body_in0"]
    }
    #expect(try result("patch(from: all 1)@input").scalars.allSatisfy { $0 == 1 })
    #expect(try result("mean(of: all 3)@input").scalars.allSatisfy { $0 == 3 })
    let sum = try result("add(vector: all 3 minus all 1)@input")
    #expect(sum.isIdentical(to: setting.inputs.tensor.map { $0 + 2 }))
    #expect(throws: FaultList.self) { try result("add(vector: all of it)@input") }
    let plans = [Plan(edits: [try CallSyntax.edit("patch(from: all 1)@input", registry: registry)])]
    #expect(registry.origins(of: PlanUses(plans)) == ["built in", "built in"])
  }
}
