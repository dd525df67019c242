/// Which elements of a site an edit may touch: NumPy indexing over the axes after the batch.
///
/// `[55]` is channel 55, `[[7, 8, 42], 3:5, :]` three channels on two lines, `[55, square(3, 4)]` the cells of channel 55
/// that cover a maze square. Negative indexes count from the end. "All" is its own case.
public enum Selection: Hashable, Sendable {
  /// Every element.
  case all
  /// One index per axis, outermost first; axes not named are taken whole.
  case indices([Index])
  /// What a ``SelectionKind`` takes: `[top(8)]`, `[mask.npz]`.
  case chosen(ChosenSelection)

  /// What is taken along one axis (or two, for a square).
  public enum Index: Hashable, Sendable {
    /// `:`, the whole axis.
    case whole
    /// `5` or `-1`, one position.
    case position(Int)
    /// `[7, 8, 42]`, several positions.
    case positions([Int])
    /// `3:5`, `:8`, `::2`: from `lower` up to but not including `upper`, every `step`-th.
    case slice(lower: Int?, upper: Int?, step: Int)
    /// `square(3, 4)`: the cells of the last two axes that cover an inner square of a grid world.
    case square(row: Int, column: Int)
    /// `...`: as many whole axes as are needed.
    case rest
  }

  /// What a kind of selection takes.
  public init(_ choice: some SelectionKind) { self = .chosen(ChosenSelection(choice)) }

  /// The given channels, whole.
  public static func channels(_ channels: Int...) -> Selection { .indices([.positions(channels)]) }

  /// The cells of the given channels that cover an inner square of a grid world.
  public static func square(row: Int, column: Int, channels: [Int]? = nil) -> Selection {
    .indices([channels.map(Index.positions) ?? .whole, .square(row: row, column: column)])
  }
}

extension Selection: CustomStringConvertible {
  /// The selection as it is written in a call: `[55, 3:5]`; empty for ``all``.
  public var description: String {
    switch self {
    case .all: ""
    case .indices(let indices): "[" + indices.map(\.description).joined(separator: ", ") + "]"
    case .chosen(let chosen): "[\(chosen.text)]"
    }
  }
}

extension Selection.Index: CustomStringConvertible {
  public var description: String {
    switch self {
    case .whole: ":"
    case .position(let index): "\(index)"
    case .positions(let indices): "[" + indices.map(String.init).joined(separator: ", ") + "]"
    case .slice(let lower, let upper, let step):
      (lower.map(String.init) ?? "") + ":" + (upper.map(String.init) ?? "") + (step == 1 ? "" : ":\(step)")
    case .square(let row, let column): "square(\(row), \(column))"
    case .rest: "..."
    }
  }
}
