import Foundation
import LimitedPrograms
import Testing

/// `hookctl.yaml` of a folder names programs; nothing of it is run before the user has said so.
@Suite struct TrustTests {
  /// A folder with such a file, in which a `swift` notes that it was called.
  private func inHostileFolder(_ body: (Hookctl, [String: String]) throws -> Void) throws {
    try inFolder { hookctl in
      let outcome = try hookctl.shell(
        """
        mkdir -p p bin home; echo 'plugins: [p]' > hookctl.yaml; touch p/Package.swift
        printf '#!/bin/sh\\ntouch "%s/ran"\\nexit 1\\n' "$PWD" > bin/swift; chmod +x bin/swift
        """)
      #expect(outcome.code == 0)
      try body(
        hookctl,
        [
          "PATH": "\(hookctl.path("bin")):/usr/bin:/bin", "HOME": hookctl.path("home"), "XDG_DATA_HOME": "",
          "XDG_CACHE_HOME": "", "HOOKCTL_TRUST": "", "HOOKCTL_PLUGINS": "",
        ])
    }
  }

  private func hasRun(_ hookctl: Hookctl) throws -> Bool {
    defer { try? FileManager.default.removeItem(atPath: hookctl.path("ran")) }
    return try hookctl.names.contains("ran")
  }

  @Test func withoutTrustNothingOfItIsRun() throws {
    try inHostileFolder { hookctl, variables in
      let outcome = try hookctl("interventions", environment: variables)
      #expect(outcome.code == 0)
      #expect(
        outcome.errors.hasPrefix("note: ") && outcome.errors.contains("/hookctl.yaml names plugins"),
        "\(outcome.errors)")
      #expect(outcome.errors.contains("--trust") && outcome.errors.contains("HOOKCTL_TRUST=1"))
      let unknown = try hookctl("explain", "--patch", "mine@fc_policy_out", environment: variables)
      #expect(unknown.code == 64 && unknown.errors.contains("hookctl.yaml"), "\(unknown.errors)")
      #expect(try hookctl("plugin", "build", environment: variables).code == 64)
      #expect(try !hasRun(hookctl))
    }
  }

  @Test(arguments: ["--version", "--help", "help", "help vfield", "doctor", "vfield --help", ""])
  func whatNeedsNoPluginSaysNothing(command: String) throws {
    try inHostileFolder { hookctl, variables in
      for more in [[:], ["HOOKCTL_TRUST": "1"]] {
        let outcome = try hookctl.run(
          command.split(separator: " ").map(String.init), environment: variables.merging(more) { $1 })
        // What doctor finds depends on the machine.
        #expect(outcome.code == 0 || command == "doctor")
        #expect(!outcome.errors.contains("hookctl.yaml"), "\(outcome.errors)")
      }
      // doctor asks the compiler for its version.
      #expect(try command == "doctor" || !hasRun(hookctl))
    }
  }

  @Test func trustIsRememberedForThisFileAsItIs() throws {
    try inHostileFolder { hookctl, variables in
      // Its swift fails, so that there is nothing to build; that it was called is what counts.
      _ = try hookctl("interventions", environment: variables.merging(["HOOKCTL_TRUST": "1"]) { $1 })
      #expect(try hasRun(hookctl))
      _ = try hookctl("interventions", environment: variables)
      #expect(try !hasRun(hookctl), "once is not for ever")
      _ = try hookctl("interventions", "--trust", environment: variables)
      #expect(try hasRun(hookctl))
      _ = try hookctl("interventions", environment: variables)
      #expect(try hasRun(hookctl))
      let kept = "home/.local/share/hookkit/trusted"
      #expect(try hookctl.shell("test $(stat -c %a \(kept)) = 700 && test $(stat -c %a \(kept)/*) = 600").code == 0)
      try hookctl.write("plugins: [p] # changed\n", to: "hookctl.yaml")
      _ = try hookctl("interventions", environment: variables)
      #expect(try !hasRun(hookctl))
    }
  }
}
