// Made from Documentation/WritingAnIntervention.md; see CONTRIBUTING.md, "Documentation".

import HookCtlRunner

@Sendable func WritingAnIntervention_6() throws {
  var extensions = try Extensions.builtIn
  extensions.registry.add(Dampen.self, from: "my experiments")
  extensions.registry.add(Dropout.self, from: "my experiments")
  extensions.registry.add(Pull.self, from: "my experiments")
  HookCtl.run(with: extensions)
}
