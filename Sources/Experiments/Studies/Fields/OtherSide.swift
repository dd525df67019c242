import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// What a field is held against, as people say it: another maze, a change of the maze, another policy.
public struct OtherSide {
  /// A maze in place of the subject's.
  public enum Maze: Sendable, Hashable {
    /// The level with this number, in the subject's mode.
    case level(Int)
    /// The maze that this file draws.
    case drawn(String)

    fileprivate var name: String {
      switch self {
      case .level(let level): "Level \(level)"
      case .drawn(let path): FileSystem.name(of: path)
      }
    }
  }

  /// The other maze; nil for the same.
  public var maze: Maze?
  /// What is changed in it: "without cheese"; nil for nothing.
  public var change: String?
  /// The other policy and what to call it; nil for the same.
  public var policy: (name: String, policy: Policy)?

  /// The same maze and the same policy.
  public init() {}

  /// The other side of a comparison with a subject.
  ///
  /// - Throws: `Fault` where it is the subject itself; what is wrong with the maze and its change.
  public func of(_ subject: FieldSubject) throws -> FieldSubject.Other {
    var state = subject.state
    switch maze {
    case .level(let level): state = try MazeState(level: level, mode: state.mode)
    case .drawn(let path): state = try MazeFile.drawn(path)
    case nil: break
    }
    if let change { try MazeChange(text: change).apply(to: &state) }
    let policy = self.policy?.policy ?? subject.policy
    guard state.bytes != subject.state.bytes || policy.sha256 != subject.policy.sha256 else {
      throw Fault(
        .usage, "--versus", "both sides are the same maze and the same policy",
        try: "name another maze, change or model")
    }
    return FieldSubject.Other(state, policy, sides: sides(subject, policy))
  }

  private func sides(_ subject: FieldSubject, _ other: Policy) -> FieldComparison.Sides {
    let place = subject.name, model = subject.policy.fieldName
    let otherPlace = [maze?.name ?? place, change].compactMap(\.self).joined(separator: " ")
    guard let policy else { return .init(place, otherPlace, shared: model) }
    let otherModel = policy.name + other.stateNote
    if otherPlace == place { return .init(model, otherModel, shared: place) }
    return .init("\(place), \(model)", "\(otherPlace), \(otherModel)")
  }
}
