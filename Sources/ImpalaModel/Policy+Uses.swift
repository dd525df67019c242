import HookKit

extension PlanUses {
  /// Adds what policies use of the registry: their families of networks, and the dialects of their checkpoints' names.
  package mutating func add(_ policies: [Policy]) {
    add(policies.map(\.architecture), of: ArchitectureEntry.self)
    add(policies.compactMap(\.namesOf), of: ParameterDialectEntry.self)
  }
}
