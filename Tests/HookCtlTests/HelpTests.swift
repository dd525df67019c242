import LimitedPrograms
import Testing

@Suite struct HelpTests {
  static let commands = [
    "", "vfield", "compare", "lab", "sites", "interventions", "explain", "capture", "model",
    "model info",
    "model fetch", "model import", "model convert", "model flip", "model architectures", "selections", "sources",
    "controls",
    "minimise", "plan",
    "plan diff", "probe", "statistics", "statistics behaviour", "statistics decision",
    "maze",
    "maze show", "maze state", "maze edit", "maze find", "maze parity", "rollout", "doctor", "sweep", "results",
    "results show", "results query",
    "results export", "results plot", "results merge", "metrics", "conditions", "replay", "diff",
    "plugin", "plugin new", "plugin list", "plugin build", "plugin test", "plugin clean", "new", "new program", "data",
    "data fetch",
  ]

  @Test(arguments: commands)
  func helpIsAsCommitted(command: String) throws {
    try inFolder { hookctl in
      let outcome = try hookctl.run(command.split(separator: " ").map(String.init) + ["--help"])
      #expect(outcome.code == 0)
      #expect(outcome.errors.isEmpty)
      let lines = outcome.output.split(separator: "\n")
      #expect(lines.allSatisfy { $0.count <= 80 })
      #expect(outcome.output.contains("EXAMPLES"))
      let name = command.isEmpty ? "hookctl" : command.split(separator: " ").joined(separator: "-")
      try Snapshot.expect(outcome.output, "help/\(name)")
    }
  }

  @Test func helpOnWhatIsNoCommandIsAnError() throws {
    try inFolder { hookctl in
      for words in [["help", "vfeild"], ["help", "results", "shwo"]] {
        let outcome = try hookctl.run(words)
        #expect(outcome.code == 64 && outcome.errors.contains("there is no such command"), "\(words): \(outcome)")
      }
      #expect(try hookctl("help", "results", "show").code == 0)
    }
  }

  @Test func versionIsOneLine() throws {
    try inFolder { hookctl in
      let outcome = try hookctl("--version")
      #expect(outcome.code == 0)
      #expect(outcome.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionScriptsNameTheCommands(shell: String) throws {
    try inFolder { hookctl in
      let outcome = try hookctl("--generate-completion-script", shell)
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("vfield"))
    }
  }

  /// The argument parser's own scripts offer nothing there.
  @Test func helpIsCompletedWithCommands() throws {
    try inFolder { hookctl in
      let line = """
        source <("$0" --generate-completion-script bash)
        for words in 'help re' 'help results ' 'help statistics d'; do
          read -r -a COMP_WORDS <<< "hookctl $words"; [[ $words == *' ' ]] && COMP_WORDS+=('')
          COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE="hookctl $words"; COMP_POINT=${#COMP_LINE}; COMPREPLY=()
          _hookctl hookctl "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"; echo "${COMPREPLY[*]}"
        done
        """
      let outcome = try hookctl.shell(line)
      #expect(outcome.output == "results replay\nshow query export plot merge\ndecision\n", "\(outcome.errors)")
      let zsh = try hookctl("--generate-completion-script", "zsh").output
      #expect(zsh.contains("'results') compadd \"${@}\" -- show query export plot merge ;;"))
      #expect(zsh.contains("'*:subcommands:_hookctl_help_topics'"))
      let fish = try hookctl("--generate-completion-script", "fish").output
      #expect(
        fish.contains("\"hookctl help\" -eq 2; and __fish_seen_subcommand_from results' -fa 'show' -d 'Effects of"))
    }
  }

  @Test func interventionsAreListedWithParameters() throws {
    try inFolder { hookctl in
      try Snapshot.expect(try hookctl("interventions").output, "interventions")
      let one = try json(try hookctl("interventions", "noise", "--json").output) as? [String: Any]
      #expect(one?["kind"] as? String == "noise")
      let parameters = one?["parameters"] as? [[String: Any]]
      #expect(parameters?.first?["default"] as? Double == 1)
    }
  }

  @Test func sitesAreListedWithShapesAndAliases() throws {
    try inFolder { hookctl in
      try Snapshot.expect(try hookctl("sites", "--dot", "model.dot").output, "sites")
      #expect(try hookctl.text("model.dot").hasPrefix("digraph"))
      let all = try json(try hookctl("sites", "--json").output) as? [String: Any]
      #expect((all?["sites"] as? [Any])?.count == 43)
    }
  }
}
