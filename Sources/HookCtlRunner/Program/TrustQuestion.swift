import CLibrary
import HookKit
import PluginHost

/// Whether the plugins of the working folder's `hookctl.yaml` may be used: a question to whoever sits at the terminal.
struct TrustQuestion {
  let console: Console

  /// The plugins in effect; asks where there is somebody to ask, and says what is left out.
  func choice(_ arguments: PluginArguments, isSilent: Bool = false) throws -> PluginChoice {
    let choice = try PluginChoice(arguments) { isSilent ? false : isAllowed($0) }
    if let untrusted = choice.untrusted, !isSilent { console.note(Self.text(leftOut: untrusted)) }
    return choice
  }

  private func isAllowed(_ settings: UntrustedSettings) -> Bool {
    guard isatty(STDIN_FILENO) == 1, console.showsProgress else { return false }
    console.note(
      """
      \(settings.file) asks to build these plugins and to run them with your rights:
      \(settings.folders.map { "  \($0)" }.joined(separator: "\n"))
      Trust them, now and from now on? (y/N)
      """)
    return ["y", "yes"].contains((readLine() ?? "").lowercased())
  }

  /// What is said of plugins that are not used.
  static func text(leftOut settings: UntrustedSettings) -> String {
    "note: \(settings.file) names plugins that you have not trusted, so they are not used "
      + "(\(settings.folders.joined(separator: ", "))); to use them, say --trust once, or set "
      + "\(HostEnvironment.trustVariable)=1 for a command"
  }
}
