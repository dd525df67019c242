import HookKit
import ImpalaModel

/// A policy as a value of the axis `model`.
public struct SweepModel: Sendable, Hashable {
  /// What tables call it: its file's name.
  public let name: String
  /// The training step after which it was saved, where the names of the policies differ in one whole number.
  public let step: Int?

  /// Policies in the order of their training steps, where their names tell; else as they are.
  public static func ordered(_ policies: [Policy]) -> [Policy] { ordered(policies, by: \.name) }

  /// Files of one pattern in that order, whatever stands beside them.
  package static func ordered(files: [String]) -> [String] { ordered(files) { FileSystem.name(of: $0) } }

  private static func ordered<Item>(_ items: [Item], by name: (Item) -> String) -> [Item] {
    guard let steps = steps(items.map(name)) else { return items }
    return zip(steps, items).sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// Policies as values of an axis.
  ///
  /// Names that differ in one whole number, as those of training checkpoints do (`model_32768.pth`, `model_753664.pth`), tell
  /// the training step: then figures have the axis as a number.
  ///
  /// - Throws: ``SweepError/repeatedValue(axis:value:)`` for two of one name.
  static func all(_ policies: [Policy]) throws(SweepError) -> [SweepModel] {
    var seen: Set<String> = []
    for policy in policies where !seen.insert(policy.name).inserted {
      throw .repeatedValue(axis: Axis.modelName, value: policy.name)
    }
    let steps = steps(policies.map(\.name))
    return policies.indices.map { SweepModel(name: policies[$0].name, step: steps?[$0]) }
  }

  /// The numbers in which names differ; nil where that is not all in which they differ.
  package static func steps(_ names: [String]) -> [Int]? {
    guard names.count > 1, let first = names.first else { return nil }
    let pieces = names.map(Self.pieces)
    let shape = Self.pieces(first)
    guard pieces.allSatisfy({ $0.count == shape.count }) else { return nil }
    let differing = shape.indices.filter { place in pieces.contains { $0[place] != shape[place] } }
    guard differing.count == 1 else { return nil }
    let numbers = pieces.compactMap { Int($0[differing[0]]) }
    return numbers.count == names.count && Set(numbers).count == names.count ? numbers : nil
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
