import HookKit
import Testing

@Suite struct RegistrationTests {
  private enum First: HookPlugin {
    static let name = "first"
    static func register(in registry: inout Registry) {
      registry.add(Shift.self)
      registry[Words.self].words.append("from \(registry.origin)")
    }
  }

  private enum Second: HookPlugin {
    static let name = "second"
    static func register(in registry: inout Registry) { registry.add(Shift.self) }
  }

  private struct Words: RegistrySection {
    var words: [String] = []
  }

  @Test func whatAPluginHasComesFromIt() throws {
    var registry = Registry()
    registry.add(First.self)
    registry.add(Jitter.self)
    let kinds = try registry.checked().kinds
    #expect(kinds.map(\.name) == ["jitter", "shift"])
    #expect(kinds.map(\.origin) == ["built in", "first"])
    #expect(registry.plugins == ["first"])
    #expect(registry[Words.self].words == ["from first"])
  }

  @Test func allFaultsAreReportedTogether() throws {
    var registry = Registry()
    registry.add(First.self)
    registry.add(Second.self)
    registry.add(First.self)
    let error = #expect(throws: FaultList.self) { try registry.checked() }
    #expect(
      try #require(error).description == """
        2 faults:
          - intervention "shift": is registered twice: first, and second; give one of the types another name
          - plugin "first": two plugins have this name; rename one of them, or leave one out
        """)
  }

  @Test func aKindRegisteredTwiceKeepsItsFirstType() throws {
    var registry = Registry()
    registry.add(First.self)
    registry.add(Second.self)
    #expect(registry.kinds.map(\.origin) == ["first"])
  }
}
