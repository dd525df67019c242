import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Sweeps

/// What a page is told first: the networks, what edits can be made of, and what to begin with.
enum HelloAnswer {
  static func frame(_ setting: LabSetting) throws -> LabFrame {
    var frame = LabFrame()
    frame.add("kind", .string("hello"))
    frame.add("version", .string(Version.current))
    frame.add("models", .array(setting.models.map { model($0.policy) }))
    frame.add("interventions", .array(setting.registry.kinds.map(intervention)))
    frame.add("groups", .array(ActionGroup.allCases.map { .string($0.name) }))
    let level = setting.isLevel ? Int(setting.start.currentLevelSeed) : nil
    frame.add("maze", MazeAnswer.value(setting.start.maze, level: level))
    frame.add("edits", .array(setting.calls.map { .string($0) }))
    frame.add("seed", .string("\(setting.seed)"))
    return frame
  }

  private static func model(_ policy: Policy) -> JSONValue {
    let graph = policy.graph
    let sights = CellSight.all(of: graph)
    return .object([
      .init("name", .string(policy.name)), .init("parameters", .integer(graph.parameterCount)),
      .init("sites", .array(graph.sites.map { site($0, graph, sights[$0.index]) })),
    ])
  }

  private static func site(_ site: Site, _ graph: ModuleGraph, _ sight: CellSight) -> JSONValue {
    .object([
      .init("name", .string(site.name)), .init("shape", site.shape.json),
      .init("module", .string(graph.maker(of: site)?.module.description ?? "the observation")),
      .init("field", sight.field?.json ?? .null),
      .init("placeless", sight.reason.map { .string($0) } ?? .null),
      .init("presums", .bool((try? graph.presumShape(at: site)) != nil)),
    ])
  }

  private static func intervention(_ kind: Registry.Kind) -> JSONValue {
    .object([
      .init("kind", .string(kind.name)), .init("summary", .string(kind.summary)), .init("origin", .string(kind.origin)),
      .init("parameters", .array(kind.parameters.map(parameter))),
    ])
  }

  private static func parameter(_ parameter: ParameterInfo) -> JSONValue {
    .object([
      .init("name", .string(parameter.name)), .init("type", .string(parameter.type)),
      .init("help", .string(parameter.help)), .init("isRequired", .bool(parameter.defaultValue == nil)),
      .init("default", parameter.defaultValue.map { $0 == .null ? .null : .string("\($0)") } ?? .null),
    ])
  }
}
