import HookKit
import ImpalaModel

/// A policy as a value of the axis `model`.
public struct SweepModel: Sendable, Hashable {
  /// What tables call it: its file's name.
  public let name: String
  /// The training step after which it was saved, where its name and those of others differ in one whole number.
  public let step: Int?

  /// Policies in the order of their training steps, where their names tell; the others stay in their places.
  public static func ordered(_ policies: [Policy]) -> [Policy] { ordered(policies, by: \.name) }

  /// Files of one pattern in that order, whatever stands beside them.
  package static func ordered(files: [String]) -> [String] { ordered(files) { FileSystem.name(of: $0) } }

  private static func ordered<Item>(_ items: [Item], by name: (Item) -> String) -> [Item] {
    let steps = steps(items.map(name))
    let places = items.indices.filter { steps[$0] != nil }
    var ordered = items
    for (place, from) in zip(places, places.sorted { (steps[$0] ?? 0) < (steps[$1] ?? 0) }) {
      ordered[place] = items[from]
    }
    return ordered
  }

  /// Policies as values of an axis.
  ///
  /// Names that differ in one whole number, as those of training checkpoints do (`model_32768.pth`, `model_753664.pth`), tell
  /// the training step: then figures have the axis as a number, and others beside them as lines across.
  ///
  /// - Throws: ``SweepError/repeatedValue(axis:value:)`` for two of one name.
  static func all(_ policies: [Policy]) throws(SweepError) -> [SweepModel] {
    var seen: Set<String> = []
    for policy in policies where !seen.insert(policy.name).inserted {
      throw .repeatedValue(axis: Axis.modelName, value: policy.name)
    }
    let steps = steps(policies.map(\.name))
    return policies.indices.map { SweepModel(name: policies[$0].name, step: steps[$0]) }
  }

  /// The numbers in which names differ, and in nothing else: those of all names, or else of most, at least three.
  ///
  /// - Returns: for each name its number; nil where it tells none.
  package static func steps(_ names: [String]) -> [Int?] {
    let groups = namesakes(names).filter { group in
      group.count > 1 && group.count >= min(names.count, 3) && 2 * group.count > names.count
        && Set(group.values).count == group.count
    }
    // Where names differ so in two ways, neither is told from the other.
    return names.indices.map { groups.count == 1 ? groups[0][$0] : nil }
  }

  /// The names that are one but for a whole number in one place: each group's names by their places, with their numbers.
  private static func namesakes(_ names: [String]) -> [[Int: Int]] {
    var groups: [[String]: [Int: Int]] = [:]
    for (name, pieces) in names.map(pieces).enumerated() {
      for place in pieces.indices {
        guard let number = Int(pieces[place]) else { continue }
        var around = pieces
        around[place] = ""
        groups[around, default: [:]][name] = number
      }
    }
    return Array(groups.values)
  }

  /// The runs of digits of a name, and what stands between them.
  private static func pieces(_ name: String) -> [String] {
    var pieces: [String] = []
    for character in name {
      if let last = pieces.last?.last, isDigit(last) == isDigit(character) {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
    }
    return pieces
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}

extension Axis {
  /// Policies in their order: every plan is run with every one.
  ///
  /// - Throws: ``SweepError`` for none, or two of one name.
  public static func models(_ policies: [Policy]) throws(SweepError) -> Axis {
    try Axis(modelName, SweepModel.all(policies).map(Value.model))
  }
}
