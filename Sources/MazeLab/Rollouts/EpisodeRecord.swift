import Foundation
import HookKit
import MazeEnv

/// What summaries and drawings need to know of an episode; a line of JSON holds it.
public struct EpisodeRecord: Sendable, Hashable, Codable {
  /// Its number in the rollout, the position of its start, its level, and which episode from this start it is, from 0.
  public let episode, start, level, repetition: Int
  /// The name of the variant.
  public let variant: String
  /// How it ended.
  public let outcome: Episode.Outcome
  /// The number of steps.
  public let steps: Int
  /// The steps after which the mouse reached the cheese, the corner, the decision square, or parted from the original;
  /// else nil.
  public let cheeseStep, cornerStep, decisionStep, partsAt: Int?
  /// The inner square at which the ways to cheese and corner part; nil if there is none.
  public let decisionSquare: Square?
  /// Inner squares, one more than there are steps.
  public let path: [Square]
  /// The action of each step, 0 to 14.
  public let actions: [Int]
  /// For each edit of the variant's plan, the number of steps at which it acted.
  public let actedSteps: [Int]

  /// What tells an episode from the first line of a file, which says how it was made.
  private struct Kind: Decodable {
    let episode: Int?

    private enum Key: String, CodingKey { case episode }

    /// What a first line may say.
    private static let header = ["version", "variants", "groups", "recipe"]

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Key.self)
      episode = try values.decodeIfPresent(Int.self, forKey: .episode)
      try StrictKeys.check(decoder, known: episode == nil ? Self.header : Episode.jsonKeys)
    }
  }

  /// What there is to know of an episode.
  public init(_ episode: Episode, variant: String, original: Episode) {
    (self.episode, start, level, repetition) = (
      episode.number, episode.start, episode.level, episode.repetition
    )
    (self.variant, outcome, steps) = (variant, episode.outcome, episode.steps)
    (cheeseStep, cornerStep, decisionStep) = (episode.cheeseStep, episode.cornerStep, episode.decisionStep)
    partsAt = episode.variant == original.variant ? nil : episode.parts(from: original)
    (decisionSquare, path, actions) = (episode.landmarks.decision, episode.path, episode.actions)
    actedSteps = episode.actedSteps
  }

  private static func damaged(_ path: String, _ line: Int) -> Fault {
    Fault(
      .badData, path, "line \(line) is no episode, or is cut off", try: "make the file again with `hookctl rollout`")
  }

  /// The records in a file of JSON Lines; lines that are no episodes, such as a recipe, are passed over.
  ///
  /// - Throws: `FileError`; `Fault` for a line that is cut off or is no JSON.
  public static func read(_ path: String, _ body: (EpisodeRecord) throws -> Void) throws {
    var number = 0
    try FileInput.forEachLine(of: path) { line in
      number += 1
      guard let kind = try? StrictJSON.decode(Kind.self, from: line) else {
        throw damaged(path, number)
      }
      if kind.episode == nil { return }
      guard let record = try? StrictJSON.decode(EpisodeRecord.self, from: line) else {
        throw damaged(path, number)
      }
      try body(record)
    }
  }
}
