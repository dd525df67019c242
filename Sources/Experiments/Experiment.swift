import ArgumentParser

/// A question that a program can be asked: a command of its own, whose answer is ``Findings``.
///
/// ```swift
/// struct Dose: Experiment {
///   static let name = "dose"
///   static let summary = "How the field changes with the strength of an edit."
///   @Option(help: "The strengths to try.") var scale: [Float] = [0.5, 1, 2]
///   func run(in lab: Lab) throws -> Findings { ... }
/// }
/// ```
///
/// Its options are those of the argument parser. The options that every experiment has (model, levels, seed, where the
/// findings go) come from the program, and reach the experiment as a ``Lab``.
public protocol Experiment: ParsableArguments, Sendable {
  /// The command's name: lower-case words joined by hyphens, "cheese-dose".
  static var name: String { get }

  /// What it asks, in one line.
  static var summary: String { get }

  /// What `--help` says below the line: what is computed, and examples.
  static var discussion: String { get }

  /// The levels when none are named, as `--levels` spells them: "0..<10".
  static var levels: String { get }

  /// Finds the answer. Nothing is printed or written here: what is found is returned.
  ///
  /// - Throws: an `ExplainedError` for what cannot be asked.
  func run(in lab: Lab) throws -> Findings
}

extension Experiment {
  public static var discussion: String { "" }
  public static var levels: String { "0..<10" }
}
