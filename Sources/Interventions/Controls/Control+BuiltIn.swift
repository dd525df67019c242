import HookKit

extension Control {
  /// Random vectors of the norm that the edits' change has.
  public static let random = Control(RandomControl.self)
  /// The edits' change with its channels in random order.
  public static let permuted = Control(PermutedControl.self)
  /// The edits' change with its places in random order, the same in every channel.
  public static let shuffled = Control(ShuffledControl.self)
  /// Minus the edits' change; one twin, not several draws.
  public static let flipped = Control(FlippedControl.self)
  /// The same interventions on channels chosen at random.
  public static let channels = Control(ChannelsControl.self)

  /// The controls that come with HookKit. A new one is one file and one line here.
  public static let builtIn = [random, permuted, shuffled, flipped, channels]

  /// That of a name in results, known here or not.
  package init(named name: String) { self = Self.builtIn.first { $0.name == name } ?? Control(unknown: name) }

  /// Some controls in the order of lists: those that are built in, then others by name.
  package static func ordered(_ some: some Sequence<Control>) -> [Control] {
    let all = Set(some)
    return builtIn.filter(all.contains) + all.subtracting(builtIn).sorted { $0.name < $1.name }
  }
}
