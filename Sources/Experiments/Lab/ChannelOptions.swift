import ArgumentParser
import HookKit
import MazeEnv
import MazeLab

/// Which channels of which site an experiment is about: options to have with `@OptionGroup`.
public struct ChannelOptions: ParsableArguments, Sendable {
  /// The site of the channels.
  @Option(help: "The site of the channels.") public var site = "embedder.block2.res1.resadd_out"
  /// The channels asked for, from 0; none for those that follow the cheese most.
  @Option(parsing: .upToNextOption, help: "Which channels. (default: those that follow the cheese most)")
  public var channels: [Int] = []
  /// How many channels to take when none are named.
  @Option(help: "How many channels to take when none are named.") public var count = 4

  public init() {}

  public func validate() throws {
    guard count > 0 else { throw ValidationError("--count must be at least 1.") }
  }

  /// The levels on which channels are chosen, apart from those that experiments look at.
  public static let levels = 1000..<1100

  /// What makes a channel one of those that follow the cheese.
  public enum Response: String, Sendable {
    /// The magnitude of its change where the cheese lies.
    case change = "changes"
    /// Its rise there: for edits that put a high value in.
    case rise = "raises"
  }

  /// The channels, and the rule in words.
  ///
  /// - Complexity: two forward passes up to the site, of 100 rows, unless channels are named.
  public func chosen(by response: Response = .change, in lab: Lab) throws -> (channels: [Int], rule: String) {
    guard channels.isEmpty else { return (channels, "Channels \(Self.list(channels)), as named.") }
    let all = try lab.cheeseChannels(at: SitePattern(site), of: Self.levels.map(lab.maze))
    let known = all.filter { response == .change || $0.response > 0 }.prefix(count)
    let mean = known.map { "\($0.channel) (\(Self.rounded($0.response)))" }.joined(separator: ", ")
    return (
      known.map(\.channel),
      "Channels \(mean) of \(all.count): the \(known.count) that the cheese \(response.rawValue) most where it lies; in "
        + "brackets by how much, mean over levels \(Self.levels.lowerBound) to \(Self.levels.upperBound - 1)."
    )
  }

  /// One decimal and a sign.
  private static func rounded(_ value: Double) -> String {
    "\(value < 0 ? "-" : "+")\(value.magnitude.oneDecimal)"
  }

  /// As many channels as `channels` has, drawn from the others of the site.
  ///
  /// - Parameters:
  ///   - channels: those that are not to be drawn.
  ///   - draw: which of the draws.
  ///   - lab: whose policy has the site, and whose seed is drawn from.
  public func others(than channels: [Int], draw: Int = 0, in lab: Lab) throws -> [Int] {
    var random = lab.random("other channels", draw)
    let free = (0..<(try lab.site(SitePattern(site)).shape[0])).filter { !channels.contains($0) }
    return Array(free.shuffled(using: &random).prefix(channels.count)).sorted()
  }

  /// Numbers as text reads them: `5, 9`.
  public static func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }
}
