// Made from README.md; see CONTRIBUTING.md, "Documentation".

import HookCtlRunner

@Sendable func README_4() throws {
  var extensions = try Extensions.builtIn
  extensions.registry.add(Threshold.self, from: "my experiments")
  HookCtl.run(with: extensions)
}
