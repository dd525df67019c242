/// What turns one plan into another, edit by edit.
public struct PlanDifference: Sendable {
  /// A step from the one to the other. Numbers count the edits of their plan from 0.
  public enum Step: Sendable, Equatable {
    /// An edit that both plans have.
    case same(Edit, first: Int, second: Int)
    /// An edit of the first plan only.
    case removed(Edit, Int)
    /// An edit of the second plan only.
    case added(Edit, Int)
    /// The same intervention at the same sites, with parts that differ: "scale: 1 -> 2".
    case changed(Edit, to: Edit, first: Int, second: Int, parts: [String])
    /// An equal edit that stands elsewhere in the order, which may matter.
    case moved(Edit, first: Int, second: Int)
  }

  /// In the order of the second plan; what was removed stands where it was.
  public let steps: [Step]
  /// Whether one of the plans allows edits that match nothing, and the other does not.
  public let allowsUnmatched: (first: Bool, second: Bool)

  /// Whether the plans are the same.
  public var isEmpty: Bool {
    allowsUnmatched.first == allowsUnmatched.second
      && steps.allSatisfy { if case .same = $0 { true } else { false } }
  }

  /// What turns the first plan into the second, with as many edits kept as can be.
  public init(from first: Plan, to second: Plan) {
    allowsUnmatched = (first.allowUnmatched, second.allowUnmatched)
    let difference = second.edits.difference(from: first.edits, by: ==)
    var (gone, new) = (Self.offsets(difference.removals), Self.offsets(difference.insertions))
    var pairs: [Int: Step] = [:]
    for (isPair, step) in [(Self.isMove, Self.move), (Self.isChange, Self.change)] {
      for place in new {
        guard let partner = gone.first(where: { isPair(first.edits[$0], second.edits[place]) }) else { continue }
        pairs[place] = step(first.edits[partner], second.edits[place], partner, place)
        gone.removeAll { $0 == partner }
        new.removeAll { $0 == place }
      }
    }
    steps = Self.merged(first, second, gone: gone, new: new, pairs)
  }

  private static func offsets(_ changes: [CollectionDifference<Edit>.Change]) -> [Int] {
    changes.map { change in
      switch change {
      case .insert(let offset, _, _), .remove(let offset, _, _): offset
      }
    }
  }

  private static func isMove(_ old: Edit, _ new: Edit) -> Bool { old == new }
  private static func isChange(_ old: Edit, _ new: Edit) -> Bool {
    old.kind == new.kind && old.pattern == new.pattern
  }

  private static func move(_ old: Edit, _ new: Edit, _ from: Int, _ to: Int) -> Step {
    .moved(new, first: from, second: to)
  }

  private static func change(_ old: Edit, _ new: Edit, _ from: Int, _ to: Int) -> Step {
    .changed(old, to: new, first: from, second: to, parts: parts(old, new))
  }

  /// What differs between two edits of one intervention.
  private static func parts(_ old: Edit, _ new: Edit) -> [String] {
    let (before, after) = (old.parameters, new.parameters)
    let names = Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }
    func text(_ value: ParameterValue?) -> String {
      let text = value.map(\.description) ?? "none"
      return text.count > 60 ? "\(text.prefix(30))..." : text
    }
    var parts = names.map { "\($0): \(text(before[$0])) -> \(text(after[$0]))" }
    if old.selection != new.selection { parts.append("selection: \(shown(old.selection)) -> \(shown(new.selection))") }
    if old.timing != new.timing { parts.append("when: \(shown(old.timing)) -> \(shown(new.timing))") }
    if old.group != new.group { parts.append("group: \(old.group ?? "none") -> \(new.group ?? "none")") }
    return parts
  }

  private static func shown(_ selection: Selection) -> String { selection == .all ? "all" : selection.description }
  private static func shown(_ timing: Timing?) -> String { timing.map(\.description) ?? "always" }

  /// Both plans in one list.
  private static func merged(
    _ first: Plan, _ second: Plan, gone: [Int], new: [Int], _ pairs: [Int: Step]
  ) -> [Step] {
    let moved = Set(
      pairs.values.compactMap { step -> Int? in
        switch step {
        case .moved(_, let from, _), .changed(_, _, let from, _, _): from
        default: nil
        }
      })
    var (steps, old) = ([Step](), 0)
    for (place, edit) in second.edits.enumerated() {
      while old < first.edits.count, gone.contains(old) || moved.contains(old) {
        if gone.contains(old) { steps.append(.removed(first.edits[old], old)) }
        old += 1
      }
      if let pair = pairs[place] {
        steps.append(pair)
      } else if new.contains(place) {
        steps.append(.added(edit, place))
      } else {
        steps.append(.same(edit, first: old, second: place))
        old += 1
      }
    }
    while old < first.edits.count {
      if gone.contains(old) { steps.append(.removed(first.edits[old], old)) }
      old += 1
    }
    return steps
  }
}
