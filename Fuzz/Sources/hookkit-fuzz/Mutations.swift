#if !LIBFUZZER
  import Foundation
  import HookKit
  import HookKitTesting

  /// Without libFuzzer: files of a folder with a few bytes changed, cut off or put together, for a time.
  ///
  ///     hookkit-fuzz TARGET SECONDS SEED FOLDER
  ///
  /// The input at hand is kept in FOLDER/../TARGET.input, so that one that ends the program is there afterwards.
  @main struct Mutations {
    static func main() throws {
      let arguments = CommandLine.arguments
      guard arguments.count == 5, let target = FuzzTarget(rawValue: arguments[1]), let seconds = Double(arguments[2]),
        let seed = UInt64(arguments[3])
      else {
        print("hookkit-fuzz \(FuzzTarget.allCases.map(\.rawValue).joined(separator: "|")) SECONDS SEED FOLDER")
        exit(64)
      }
      let folder = URL(fileURLWithPath: arguments[4])
      let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      let corpus = try files.sorted { $0.path < $1.path }.map { try FileInput.read($0.path) }.filter { !$0.isEmpty }
      guard !corpus.isEmpty else {
        print("\(folder.path) holds no files to begin with")
        exit(66)
      }
      let kept = folder.deletingLastPathComponent().appendingPathComponent("\(target.rawValue).input").path
      var generator = FuzzGenerator(state: seed)
      var rounds = 0
      let end = Date(timeIntervalSinceNow: seconds)
      for bytes in corpus { target.attempt(bytes) }
      while Date() < end {
        let bytes = generator.damaged(corpus[Int.random(in: 0..<corpus.count, using: &generator)])
        try Data(bytes).write(to: URL(fileURLWithPath: kept))
        target.attempt(bytes)
        rounds += 1
      }
      try FileManager.default.removeItem(atPath: kept)
      print("\(target.rawValue): \(corpus.count) files, \(rounds.grouped) changed copies, no fault")
    }
  }
#endif
