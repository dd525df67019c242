import HookKit

/// The text under a figure.
public struct FigureCaption: Sendable, Hashable {
  /// The first line: which maze and which model.
  public var title: String
  /// The edits as calls, in order.
  public var calls: [String]
  /// Lines of numbers.
  public var numbers: [String]

  /// A caption of these lines.
  public init(title: String, calls: [String] = [], numbers: [String] = []) {
    (self.title, self.calls, self.numbers) = (title, calls, numbers)
  }

  /// The caption with a title that says where the maze is from, and how it was changed.
  ///
  /// - Parameters:
  ///   - name: what to call the maze in place of its level; nil to leave it.
  ///   - changes: what was changed, in words.
  package func titled(from name: String?, changed changes: [String]) -> FigureCaption {
    var caption = self
    if let name { caption.title = name + title.drop { $0 != "," } }
    for change in changes {
      guard let end = caption.title.lastIndex(of: ";") else { continue }
      caption.title.insert(contentsOf: ", \(change)", at: end)
    }
    return caption
  }

  /// The caption of a field: maze, model, and the plan's edits.
  public init(_ field: VectorField, model: String, plan: Plan = Plan()) {
    self.init(title: Self.title(field, model: model), calls: plan.calls)
    if let probabilities = try? field.decisionProbabilities() {
      let square = probabilities.square
      numbers.append(
        "At the decision square \(square): towards cheese \(probabilities.towardsCheese.threeDigits), "
          + "towards corner \(probabilities.towardsCorner.threeDigits), other \(probabilities.other.threeDigits).")
    }
  }

  /// The caption of a comparison: maze, model, the plan's edits, and the size of the difference.
  public init(_ comparison: FieldComparison, model: String) {
    let difference = comparison.difference
    let sides = comparison.sides
    self.init(
      title: sides == .edits
        ? Self.title(comparison.original, model: model)
        : "\(sides.original) against \(sides.patched); "
          + (sides.shared.isEmpty ? "" : "\(sides.shared), ") + "\(comparison.original.mode.rawValue) mode",
      calls: comparison.plan.calls,
      numbers: [
        "Mean per square: total variation \(difference.meanTotalVariation.threeDigits), "
          + "change of the arrow \(difference.meanArrowChange.threeDigits) squares, "
          + "change of the state value \(difference.meanValueChange.signedThreeDigits)."
      ])
    if let decision = comparison.decision {
      func change(_ part: KeyPath<DecisionProbabilities, Double>) -> String {
        "\(decision.original[keyPath: part].threeDigits) → \(decision.patched[keyPath: part].threeDigits)"
      }
      numbers.append(
        "At the decision square \(decision.square): towards cheese \(change(\.towardsCheese)), "
          + "towards corner \(change(\.towardsCorner)), other \(change(\.other)).")
    }
  }

  /// A call whose files are named without their folders, which say nothing to a reader; the recipe has them in full.
  package static func withoutFolders(_ call: String) -> String {
    call.replacing(/(^|[\s"'(:,\[])((?:~|\.{1,2})?\/|[\w.\-]+\/)(?:[\w.\- ]+\/)*/) { $0.1 }
  }

  private static func title(_ field: VectorField, model: String) -> String {
    let size = field.grid.count
    return "Level \(field.level), \(field.mode.rawValue) mode, \(size) × \(size) maze; \(model)"
  }
}

extension Double {
  /// The number with three decimals, "0.250".
  var threeDigits: String {
    guard abs(self) < 1e12 else { return "\(self)" }
    let thousandths = Int(bounded: (abs(self) * 1000).rounded())
    let fraction = String(thousandths % 1000)
    let sign = self < 0 && thousandths > 0 ? "−" : ""
    return "\(sign)\(thousandths / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }

  /// The same with a sign in front of all but zero.
  var signedThreeDigits: String { self >= 0.0005 ? "+" + threeDigits : threeDigits }
}
