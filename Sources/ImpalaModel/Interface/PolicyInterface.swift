import HookKit

/// What a policy takes and gives: what its observations are, what its logits mean, and whether it tells the state's value.
///
/// Whoever shows it mazes or asks what it does goes by this.
public struct PolicyInterface: Sendable, Hashable {
  /// The form of an observation.
  public struct Observation: Sendable, Hashable {
    /// In which order its axes are.
    public enum Layout: String, Sendable, CaseIterable {
      /// `[channels, height, width]`, as PyTorch has images.
      case channelsFirst = "channels, height, width"
      /// `[height, width, channels]`, as TensorFlow has images.
      case channelsLast = "height, width, channels"
      /// Numbers without places.
      case vector = "numbers"
    }

    /// The shape of one observation; elements are float32.
    public let shape: Shape
    /// Where its numbers are.
    public let range: ClosedRange<Float>
    /// The order of its axes.
    public let layout: Layout

    /// A form of observations.
    public init(_ shape: Shape, in range: ClosedRange<Float>, _ layout: Layout) {
      (self.shape, self.range, self.layout) = (shape, range, layout)
    }
  }

  /// What it sees.
  public let observation: Observation
  /// What each logit stands for, in their order: "left", "none".
  public let actions: [String]
  /// The site of the logits, `[actions.count]`.
  public let logits: String
  /// The site of the state's value, `[1]`; nil for a policy that tells none.
  public let value: String?
  /// What a recurrent policy remembers from step to step of an episode; empty for any other.
  public let states: [State]

  /// An interface.
  public init(
    observation: Observation, actions: [String], logits: String = "fc_policy_out", value: String? = "fc_value_out",
    states: [State] = []
  ) {
    (self.observation, self.actions, self.logits, self.value) = (observation, actions, logits, value)
    self.states = states
  }

  /// The same of a recurrent policy.
  public func with(states: [State]) -> PolicyInterface {
    PolicyInterface(observation: observation, actions: actions, logits: logits, value: value, states: states)
  }

  /// That of the published procgen policies: RGB pictures of 64 x 64 pixels, and the fifteen combinations of keys of every
  /// procgen game, of which mazes use the first nine.
  public static let procgen = PolicyInterface(
    observation: Observation([3, 64, 64], in: 0...1, .channelsFirst),
    actions: [
      "left down", "left", "left up", "down", "none", "up", "right down", "right", "right up", "D", "A", "W", "S", "Q",
      "E",
    ])
}

extension PolicyInterface.Observation: CustomStringConvertible {
  /// "[3, 64, 64] (channels, height, width), float32 from 0 to 1".
  public var description: String {
    "\(shape) (\(layout.rawValue)), float32 from \(Self.text(range.lowerBound)) to \(Self.text(range.upperBound))"
  }

  /// An end of the range: "0", "255", "-1.5".
  static func text(_ end: Float) -> String { end == end.rounded() && abs(end) < 1e6 ? "\(Int(end))" : "\(end)" }
}
