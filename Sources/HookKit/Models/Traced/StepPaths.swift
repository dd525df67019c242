/// The paths of the modules that are made of operations.
///
/// A PyTorch module that does one thing gives it its own path (`block1.conv`), as hooks and circrl know it. What else is done
/// inside a module is named after the operator: `block1.add`; so is what the network itself does. A module that is called
/// again gets a number: `act`, `act_2`.
struct StepPaths {
  private var used: Set<String> = []
  /// The last number that a name has got.
  private var numbers: [String: Int] = [:]
  /// How many steps are inside of each module, those of modules within it included.
  private var counts: [String: Int] = [:]
  /// How many different operators a module has.
  private var operators: [String: Set<String>] = [:]

  init(_ steps: [NetworkAssembly.Step]) {
    for step in steps {
      operators[step.scope, default: []].insert(step.operation)
      for path in [step.scope] + SiteAliases.ancestors(of: step.scope) { counts[path, default: 0] += 1 }
    }
    let own = steps.reduce(into: [String: Int]()) { $0[$1.scope, default: 0] += 1 }
    alone = Set(own.filter { counts[$0.key] == $0.value && operators[$0.key]?.count == 1 && !$0.key.isEmpty }.keys)
  }

  /// Modules that do one thing only, once or several times.
  private var alone: Set<String> = []

  /// The next path for a step.
  mutating func path(of step: NetworkAssembly.Step) -> String {
    let name =
      alone.contains(step.scope) ? step.scope : step.scope.isEmpty ? step.operation : "\(step.scope).\(step.operation)"
    let plain = Self.plain(name)
    var number = numbers[plain, default: 0] + 1
    var path = number == 1 ? plain : "\(plain)_\(number)"
    while !used.insert(path).inserted || !GraphBuilder.isPath(path) {
      number += 1
      path = "\(plain)_\(number)"
    }
    numbers[plain] = number
    return path
  }

  /// The name with what cannot stand in a path replaced.
  private static func plain(_ name: String) -> String {
    let parts = name.split(separator: ".").map { part in
      String(part.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "_" })
    }
    return parts.isEmpty ? "value" : parts.joined(separator: ".")
  }
}
