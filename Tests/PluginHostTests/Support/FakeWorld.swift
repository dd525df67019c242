import Foundation
import LimitedPrograms
import PluginHost

/// A HookKit, plugins and a package manager that only pretend: everything about building but the compiler.
///
/// The fake `swift` writes down how it was called. Its programs are scripts that say which plugins they have.
final class FakeWorld {
  let scene: Scene
  private(set) var variables: [String: String]

  init() throws {
    scene = try Scene()
    variables = [
      "PATH": "\(scene.path("bin")):/usr/bin:/bin", "HOME": scene.folder,
      "HOOKCTL_PLUGIN_CACHE": scene.path("cache"), "HOOKKIT_PACKAGE": scene.path("hookkit"),
      "FAKE": scene.path("fake"),
    ]
    try scene.write("", to: "hookkit/Package.swift")
    try scene.write("", to: "hookkit/Sources/HookKit/HookKit.swift")
    try scene.write("", to: "fake/log")
    try scene.write(#"{"object":{"dependencies":[]}}"#, to: "fake/state.json")
    try install(toolchain: "bin")
  }

  /// Puts the fake `swift` into a folder.
  func install(toolchain folder: String) throws {
    try scene.write(Self.script, to: "\(folder)/swift")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: scene.path("\(folder)/swift"))
  }

  private static let script = #"""
    #!/bin/sh
    # A package manager that pretends; see FakeWorld.
    package=; scratch=; previous=
    for word in "$@"; do
      [ "$previous" = --package-path ] && package=$word
      [ "$previous" = --scratch-path ] && scratch=$word
      previous=$word
    done
    case "$*" in
    *dump-package*)
      echo dump >> "$FAKE/log"
      cat "$package/dump.json" ;;
    *)
      echo "build $*" >> "$FAKE/log"
      [ -e "$FAKE/while" ] && . "$FAKE/while"
      if [ -e "$FAKE/fail" ]; then cat "$FAKE/fail"; exit 1; fi
      mkdir -p "$scratch/release/x.resources"
      cp "$FAKE/state.json" "$scratch/workspace-state.json"
      names=$(sed -n 's/.*\.product(name: "\(.*\)", package: ".*/\1/p' "$package/Package.swift" | grep -v H | tr '\n' ' ')
      printf '#!/bin/sh\necho "%s"\n' "$names" > "$scratch/release/hookctl-with-plugins"
      chmod +x "$scratch/release/hookctl-with-plugins" ;;
    esac
    """#

  func set(_ name: String, _ value: String?) { variables[name] = value }

  /// Makes a plugin, with dependencies by path.
  func plugin(_ name: String, at folder: String? = nil, dependencies: [String: String] = [:]) throws {
    let folder = folder ?? name
    let list = dependencies.map {
      #"{"fileSystem":[{"identity":"\#($0)","path":"\#($1)","nameForTargetDependencyResolutionOnly":"\#($0)"}]}"#
    }
    // The manifest changes with what the package manager says of it, as a real one does.
    try scene.write("// \(dependencies.sorted { $0.key < $1.key })", to: "\(folder)/Package.swift")
    try scene.write("", to: "\(folder)/Sources/\(name)/Plugin.swift")
    try scene.write(
      #"{"name":"\#(name)","products":[{"name":"\#(name)","targets":["\#(name)"],"type":{"library":["automatic"]}}],"#
        + #""targets":[{"type":"regular"}],"dependencies":[\#(list.joined(separator: ","))]}"#,
      to: "\(folder)/dump.json")
  }

  var environment: HostEnvironment { scene.environment(variables) }

  /// The program of some plugins, built when need be.
  func program(_ plugins: String...) throws -> String {
    let arguments = try PluginArguments(plugins.flatMap { ["--plugin", $0] })
    return try PluginHost(in: environment).program(with: PluginChoice(arguments, in: environment))
  }

  func state(_ plugins: String...) throws -> PluginHost.State {
    let arguments = try PluginArguments(plugins.flatMap { ["--plugin", $0] })
    return try PluginHost(in: environment).state(of: PluginChoice(arguments, in: environment))
  }

  /// What a program says of itself.
  func says(_ program: String) throws -> String {
    try LimitedProgram.run(.init(program)).output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// How often something was built.
  var builds: Int {
    get throws {
      try String(contentsOfFile: scene.path("fake/log"), encoding: .utf8).matches(of: /(?m)^build/).count
    }
  }
}
