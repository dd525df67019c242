import HookKit
import MazeLab

/// What a page asks: the maze and the edits as they are there, and what of it is wanted. The server keeps nothing of it.
struct LabRequest: Decodable, Sendable, Equatable {
  /// What can be asked. A newer question of a kind takes the place of an older one.
  enum Kind: String, Codable, Sendable, CaseIterable {
    /// Original, patched, and the difference; receipts; the command, the plan, the Swift code.
    case field
    /// The values at a site, with the mouse on one square.
    case site
    /// What each input channel adds to a channel of a layer.
    case presums
    /// A level by its number, a maze from text, turned or mirrored.
    case maze
    /// What zeroing each channel of a site does.
    case effects
    /// An episode with the edits, and one without.
    case episode
    /// The effect beside those of random twins.
    case nulls
    /// A file: a picture, data, or a page that works without the server.
    case export
  }

  let id: Int
  var kind: Kind
  /// The maze as text.
  var maze: String?
  /// The number of the level that it was made from.
  var level: Int?
  /// The calls of the edits that are on, in their order.
  var edits: [String]?
  var seed: String?
  var facing: FieldFacing?
  /// Which of the policies.
  var model: Int?
  /// A site's name.
  var site: String?
  /// The mouse's square for `site`: row and column of the text, the bottom row first.
  var square: [Int]?
  /// The channel of `site` for `presums`.
  var channel: Int?
  /// For `maze`: rotate, mirror, mode.
  var operation: String?
  var steps: Int?
  var choice: ActionChoice?
  var draws: Int?
  /// For `export`: the extension of the file.
  var format: String?
  /// For a static page: the sites whose channels it holds.
  var sites: [String]?

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case id, kind, maze, level, edits, seed, facing, model, site, square, channel, operation, steps, choice, draws,
      format, sites
  }

  /// A request from a message.
  ///
  /// - Throws: ``LabError/message(_:)``.
  static func reading(_ text: String) throws -> LabRequest {
    do {
      return try StrictJSON.decode(StrictRecord<LabRequest>.self, from: text).record
    } catch let error as DecodingError { throw LabError.message(error.plainReason) }
  }
}

extension LabRequest: KeyedRecord {
  static var keys: [String] { CodingKeys.allCases.map(\.rawValue) }
}
