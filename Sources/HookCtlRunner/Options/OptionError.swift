import HookKit
import MazeLab

/// Numbers of options that make no sense, found before anything is computed.
enum OptionError: ExplainedError, Equatable {
  case outOfRange(option: String, value: String, allowed: String)
  /// Folds never part a level, or a maze of a file, so that there cannot be more of them.
  case folds(Int, mazes: Int, unit: String)
  /// The bundled policy has the network's own names.
  case namesWithoutModel
  /// Only a sweep is of several policies.
  case severalModels(of: String)
  /// A checkpoint as an argument, and another as an option.
  case modelTwice(String, String)
  /// An option that is about one policy.
  case forOneModel(option: String)
  /// A command of one policy.
  case oneModel(command: String)

  var explanation: Explanation {
    switch self {
    case .outOfRange(let option, let value, let allowed):
      .outOfRange("\(option) \(value)", allowed: allowed)
    case .folds(let folds, let mazes, let unit):
      Explanation(
        .usage, "--folds \(folds)",
        "a \(unit) is in one fold, and there \(mazes == 1 ? "is one \(unit)" : "are \(mazes) \(unit)s")",
        try: (mazes > 2 ? "give 2 to \(mazes), or " : mazes == 2 ? "give 2, or " : "") + "name more \(unit)s")
    case .namesWithoutModel:
      Explanation(.usage, "--names", "is for the names of a checkpoint, and none is given", try: "add --model FILE")
    case .modelTwice(let file, let other):
      .together([file, "--model \(other)"], "these are two checkpoints")
    case .forOneModel(let option):
      Explanation(
        .usage, option, "is about one policy, and several are given", try: "leave it out, or give one --model")
    case .oneModel(let command):
      Explanation(.usage, "--model", "\(command) is of one policy, and several are given", try: "give one of them")
    case .severalModels(let file):
      Explanation(.usage, "--model", "\(file) was made with one policy, and several are given", try: "give that one")
    }
  }

  /// - Throws: ``outOfRange(option:value:allowed:)``.
  static func check(_ option: String, _ value: Int, in range: ClosedRange<Int>) throws(OptionError) {
    guard range.contains(value) else {
      throw .outOfRange(option: option, value: "\(value)", allowed: "\(range.lowerBound) to \(range.upperBound)")
    }
  }

  /// - Throws: ``outOfRange(option:value:allowed:)`` unless the number is finite, and positive or else zero where that is
  ///   allowed.
  static func check(_ option: String, _ value: Double, allowsZero: Bool = false) throws(OptionError) {
    guard value.isFinite, value > 0 || value == 0 && allowsZero else {
      throw .outOfRange(
        option: option, value: "\(value)", allowed: allowsZero ? "0 or a positive number" : "a positive number")
    }
  }

  /// The number of folds: as many as were asked for, or `usual` where there are mazes enough.
  ///
  /// - Throws: ``outOfRange(option:value:allowed:)``, ``folds(_:mazes:unit:)``.
  static func folds(_ asked: Int?, usual: Int, of mazes: MazeSet) throws(OptionError) -> Int {
    guard let asked else { return min(usual, max(2, mazes.count)) }
    try check("--folds", asked, in: 2...100_000)
    guard asked <= mazes.count else { throw .folds(asked, mazes: mazes.count, unit: mazes.unit) }
    return asked
  }
}
