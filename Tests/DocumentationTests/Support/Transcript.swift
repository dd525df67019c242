/// Commands with what they print, as a `console` block shows them.
struct Transcript {
  struct Step {
    /// The command, with the lines that continue it.
    var command: String
    var output: [String] = []
  }

  let steps: [Step]

  init(_ block: CodeBlock) {
    var steps: [Step] = []
    var continues = false
    for line in block.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2))))
        continues = line.hasSuffix("\\")
      } else if continues, !steps.isEmpty {
        steps[steps.count - 1].command += "\n" + line
        continues = line.hasSuffix("\\")
      } else if !steps.isEmpty {
        steps[steps.count - 1].output.append(line)
      }
    }
    self.steps = steps
  }
}

/// Whether text is what a page shows. A line `...` stands for any lines.
enum Match {
  static func matches(_ shown: [String], _ real: [String]) -> Bool {
    guard let first = shown.first else { return real.isEmpty }
    let rest = Array(shown.dropFirst())
    if first == "..." { return (0...real.count).contains { matches(rest, Array(real.dropFirst($0))) } }
    guard let line = real.first, matches(first, line) else { return false }
    return matches(rest, Array(real.dropFirst()))
  }

  /// Lines are equal but for white space at their ends and for the rounding of measured numbers: those with
  /// three or more decimals, and all numbers of JSON.
  static func matches(_ shown: String, _ real: String) -> Bool {
    // Kernels of other processors round differently: the fourth decimal may be one off.
    let isJSON = shown.first { $0 != " " }.map("{[\"".contains) == true
    let (a, b) = (parts(shown), parts(real))
    return a.texts == b.texts
      && zip(a.numbers, b.numbers).allSatisfy { first, second in
        if first == second { return true }
        guard let x = Double(first), let y = Double(second) else { return false }
        let decimals = min(decimals(of: first), decimals(of: second), 4)
        return abs(x - y) <= (isJSON ? 1e-3 : decimals >= 3 ? 1.5 * unit(decimals) : 0)
      }
  }

  private static func parts(_ line: String) -> (texts: [String], numbers: [String]) {
    var texts = [""]
    var numbers: [String] = []
    var line = Substring(line)
    while line.last?.isWhitespace == true { line.removeLast() }
    while let match = line.firstMatch(of: /-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?/) {
      texts[texts.count - 1] += line[..<match.range.lowerBound]
      texts.append("")
      numbers.append(String(match.0))
      line = line[match.range.upperBound...]
    }
    texts[texts.count - 1] += line
    return (texts, numbers)
  }

  private static func decimals(of number: String) -> Int {
    number.split(separator: ".").dropFirst().first.map(\.count) ?? 0
  }

  private static func unit(_ decimals: Int) -> Double { (0..<decimals).reduce(1.0) { unit, _ in unit / 10 } }
}
