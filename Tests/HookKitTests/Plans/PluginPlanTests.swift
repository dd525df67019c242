import Foundation
import HookKit
import Testing

/// Plans and recipes name the plugins that their kinds are from.
@Suite struct PluginPlanTests {
  private struct Loud: Intervention {
    static let kind = "loud"
    @Parameter var by: Float = 1
    func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { $0 * (1 + by) } }
  }

  private struct Quiet: Intervention {
    static let kind = "quiet"
    func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { $0 / 2 } }
  }

  private struct Under: Intervention {
    static let kind = "under"
    @Parameter("calls that it runs") var calls: CallList?
    func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value }
  }

  private enum LoudPlugin: HookPlugin {
    static let name = "louder"
    static let version: String? = "1.2"
    static func register(in registry: inout Registry) { registry.add(Loud.self) }
  }

  private enum OtherPlugin: HookPlugin {
    static let name = "other"
    static func register(in registry: inout Registry) { registry.add(Loud.self) }
  }

  private static func registry(_ plugins: any HookPlugin.Type...) throws -> Registry {
    var registry = Registry()
    registry.add(Quiet.self)
    for plugin in plugins { registry.add(plugin, sha256: "abc") }
    return try registry.checked()
  }

  @Test func plansNameThem() throws {
    let registry = try Self.registry(LoudPlugin.self)
    let plan = Plan {
      Edit("a", Quiet())
      Edit("b", Loud())
    }
    for text in [try plan.json(naming: registry), try plan.yaml(naming: registry)] {
      #expect(text.matches(of: /"?plugin"?\s*:\s*"?louder"?/).count == 1, "\(text)")
      #expect(try Plan(text: text, registry: registry) == plan)
    }
    #expect(try !plan.json.contains("plugin"))
    #expect(registry.plugins(of: [plan]) == [PluginIdentity(name: "louder", version: "1.2", sha256: "abc")])
    #expect(registry.plugins(of: [Plan { Edit("a", Quiet()) }]).isEmpty)
    #expect(registry.identities.map(\.text) == ["louder 1.2 (abc)"])
  }

  @Test func callsWithinCallsNameThem() throws {
    var registry = try Self.registry(LoudPlugin.self)
    registry.add(Under.self)
    func plugins(_ call: String) throws -> [String] {
      registry.plugins(of: [Plan(edits: try CallSyntax.edits(call, registry: registry))]).map(\.name)
    }
    #expect(try plugins(#"under(calls: ["loud(by: 2)@b"])@a"#) == ["louder"])
    #expect(try plugins(#"under(calls: ["quiet@b"])@a"#) == [])
  }

  @Test func aKindWithoutItsPluginIsExplained() throws {
    let text = try Plan { Edit("b", Loud()) }.json(naming: Self.registry(LoudPlugin.self))
    func message(_ registry: Registry, _ text: String) -> String {
      do { return "\(try Plan(text: text, registry: registry))" } catch { return "\(error)" }
    }
    #expect(
      message(try Self.registry(), text).contains(
        "is from the plugin louder, which this program does not have; name its folder with --plugin FOLDER"))
    #expect(
      message(try Self.registry(OtherPlugin.self), text).contains("means that of the plugin louder, and here it is"))
    let unknown = message(try Self.registry(), "version: 1\nedits: [loud@b]\n")
    #expect(unknown.contains("there is no such intervention") && unknown.contains("--plugin FOLDER"), "\(unknown)")
    let wrong = text.replacing("\"louder\"", with: "\"built in\"")
    #expect(message(try Self.registry(LoudPlugin.self), wrong).contains("means that of HookKit"))
  }

  @Test func aLogKnowsWhatWasRun() throws {
    func graph(_ weight: Float) throws -> ModuleGraph {
      var builder = GraphBuilder(input: [2])
      try builder.add(
        "layer", Linear(weight: Tensor([weight, 0], shape: [1, 2]), bias: Tensor([0], shape: [1])), builder.input)
      return builder.graph
    }
    let (first, second, third) = (try graph(1), try graph(2), try graph(2))
    let log = RunLog()
    try RunLog.$current.withValue(log) {
      _ = try first.run(Tensor([1, 1], shape: [1, 2]), under: Plan { Edit("layer_out", Loud()) })
      _ = try first.run(Tensor([1, 1], shape: [1, 2]))
      _ = try second.runs(
        Inputs(Tensor([1, 1], shape: [1, 2])), under: [Plan(), Plan { Edit("layer_out", Quiet()) }])
    }
    _ = try third.run(Tensor([1, 1], shape: [1, 2]))
    #expect(log.graphs.map(\.parametersSHA256) == [first.parametersSHA256, second.parametersSHA256])
    #expect(log.uses.kinds == ["loud", "quiet"])
    #expect(first.parametersSHA256 != second.parametersSHA256 && second.parametersSHA256 == third.parametersSHA256)
  }
}
