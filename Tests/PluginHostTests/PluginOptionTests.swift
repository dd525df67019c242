import Foundation
import Testing

@testable import Manual

/// Every option of one value of every experiment in `Plugins/`, given twice.
@Suite(.serialized) struct PluginOptionTests {
  /// Values that some option or other takes.
  private static let values = ["1", "0.5", "0-1", "plain", "hard", "both", "a", "embedder.block2.res1.resadd_out"]

  @Test func optionsGivenTwiceAreErrorsInEveryExperiment() throws {
    let world = try RealWorld()
    let folder = "\(RealWorld.root)/Plugins"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { name in
      FileManager.default.fileExists(atPath: "\(folder)/\(name)/Package.swift")
    }
    let plugins = names.sorted().flatMap { ["--plugin", "\(folder)/\($0)"] }
    func commands(_ arguments: [String]) throws -> [CommandDescription] {
      let outcome = try world.start(arguments + ["--experimental-dump-help"]).outcome()
      #expect(outcome.code == 0, "\(outcome.errors)")
      return try CommandDescription.described(by: outcome.output).subcommands ?? []
    }
    let own = Set(try commands([]).map(\.commandName))
    let experiments = try commands(plugins).filter { !own.contains($0.commandName) }
    #expect(experiments.count >= names.count && names.count >= 5)
    var checked = 0
    for experiment in experiments {
      for option in experiment.arguments ?? [] where option.kind == "option" && !option.isRepeating {
        let name = try #require(option.names?.first { $0.kind == "long" }?.name)
        let isRefused = try Self.values.contains { value in
          let words = [experiment.commandName, "--\(name)", value, "--\(name)=\(value)"]
          let outcome = try world.start(plugins + words).outcome()
          #expect(outcome.code == 64 && outcome.output.isEmpty, "\(words)")
          // Where the option does not take the value at all, the parser says so first.
          return outcome.errors.contains("this option takes one value; give it once")
        }
        #expect(isRefused, "\(experiment.commandName) --\(name)")
        checked += 1
      }
    }
    #expect(checked > 10 * experiments.count, "\(checked) options of \(experiments.count) experiments")
  }
}
