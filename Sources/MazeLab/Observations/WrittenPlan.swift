import HookKit

/// Edits as they were written: calls, and files of plans, in their order. A file is read once.
///
/// `{level}` in a call, or in a file, stands for the number of the level, as it does in sweeps.
public struct WrittenPlan: Sendable {
  /// A part of the edits.
  public enum Part: Sendable, Hashable {
    /// The path of a file of edits, in JSON or YAML.
    case file(String)
    /// An edit as `--patch` takes it, or a group of them.
    case call(String)
  }

  /// A part with its text; what kept a file from being read is one of the faults of the edits.
  private struct Text: Sendable {
    let part: Part
    let text: Result<String, any Error>

    init(_ part: Part) {
      self.part = part
      text =
        switch part {
        case .call(let call): .success(call)
        case .file(let path): Result { try TextFile.read(path) }
        }
    }

    var namesLevel: Bool { (try? text.get())?.contains(WrittenPlan.level) ?? false }
  }

  private let texts: [Text]
  /// The groups whose edits are left out.
  public let leftOut: [String]
  /// Whether edits may match, select or change nothing.
  public let allowUnmatched: Bool
  private let registry: Registry

  /// Edits in the order of their parts.
  ///
  /// - Parameters:
  ///   - parts: calls and files.
  ///   - leftOut: the groups whose edits are left out.
  ///   - allowUnmatched: whether edits may match, select or change nothing.
  ///   - registry: the interventions that calls name.
  public init(_ parts: [Part], without leftOut: [String] = [], allowUnmatched: Bool = false, _ registry: Registry) {
    texts = parts.map(Text.init)
    (self.leftOut, self.allowUnmatched, self.registry) = (leftOut, allowUnmatched, registry)
  }

  /// What stands for the number of the level.
  fileprivate static let level = "{level}"

  /// Whether the edits are others on each level.
  public var namesLevel: Bool { texts.contains(where: \.namesLevel) }

  /// The edits.
  ///
  /// - Parameter level: the number that `{level}` stands for; nil where there is none.
  /// - Throws: all faults of spelling together.
  public func plan(on level: Int? = nil) throws -> Plan {
    let (plan, faults) = try readable(on: level)
    guard faults.isEmpty else { throw FaultList(faults) }
    return plan
  }

  /// The edits that can be read, with what is wrong with the others.
  ///
  /// - Parameter level: the number that `{level}` stands for; nil where there is none.
  public func readable(on level: Int? = nil) throws -> (plan: Plan, faults: [any ExplainedError]) {
    var faults: [any ExplainedError] = []
    func noting(_ body: () throws -> Void) throws {
      do { try body() } catch let error as any ExplainedError { faults.append(error) }
    }
    var plan = Plan(allowUnmatched: allowUnmatched)
    for written in texts {
      try noting {
        func text() throws -> String { try Self.completed(written.text.get(), on: level) }
        switch written.part {
        case .file(let path): plan = try plan + FileFault.reading(path) { try Plan(text: text(), registry: registry) }
        case .call: plan.edits += try CallSyntax.edits(text(), registry: registry)
        }
      }
    }
    for group in leftOut { try noting { plan = try plan.without(group: group) } }
    return (plan, faults)
  }

  /// The edits on every maze of a set.
  ///
  /// - Throws: faults of spelling; `Fault` for `{level}` where mazes are no levels.
  public func edits(on mazes: MazeSet) throws -> LevelPlan {
    guard namesLevel else { return LevelPlan(try plan()) }
    let first = try plan(on: mazes.isOfLevels ? mazes.numbers[0] : nil)
    return LevelPlan(try calls(of: first)) { try plan(on: $0) }
  }

  /// The edits as they were written: calls that name the level stay as they are.
  private func calls(of first: Plan) throws -> [String] {
    let spelled = first.edits.map(\.description)
    let written = try texts.flatMap { written -> [String?] in
      switch written.part {
      case .call(let call): [written.namesLevel ? call : nil]
      case .file: try Plan(text: Self.completed(written.text.get(), on: 0), registry: registry).edits.map { _ in nil }
      }
    }
    // Where groups are left out, calls are not told apart.
    return written.count == spelled.count ? zip(written, spelled).map { $0 ?? $1 } : spelled
  }

  /// A text with the number of a level where it names it.
  fileprivate static func completed(_ text: String, on number: Int?) throws -> String {
    guard text.contains(level) else { return text }
    guard let number else {
      throw Fault(
        .usage, text, "{level} is the number of a level, and here is none",
        try: "name levels with --level or --levels, or write the number of one in its place")
    }
    return text.replacing(level, with: String(number))
  }
}

extension LevelPlan {
  /// The edits that `make` makes of one text, a call or the contents of a file, on every maze of a set.
  ///
  /// - Parameters:
  ///   - text: what was written, `{level}` for the number of the level in it.
  ///   - mazes: the mazes; nil for one that is no level.
  ///   - make: reads the text once it has a number.
  public init(
    _ text: String, on mazes: MazeSet?, _ make: @escaping @Sendable (String) throws -> Plan
  ) throws {
    let first = try make(WrittenPlan.completed(text, on: mazes.flatMap { $0.isOfLevels ? $0.numbers.first : nil }))
    guard text.contains(WrittenPlan.level) else {
      self.init(first)
      return
    }
    self.init(first.edits.count == 1 ? [text] : first.edits.map(\.description)) {
      try make(WrittenPlan.completed(text, on: $0))
    }
  }
}
