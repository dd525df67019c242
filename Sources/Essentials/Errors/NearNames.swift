/// Finds the names nearest to a misspelt one, for the "did you mean" of error messages.
public enum NearNames {
  /// At most `limit` of `candidates`, nearest first; only those that a typo could explain.
  public static func of(_ name: String, in candidates: some Sequence<String>, limit: Int = 3) -> [String] {
    let wanted = Array(name.lowercased())
    let reach = max(2, wanted.count / 3)
    let ranked = candidates.map { candidate -> (name: String, distance: Int) in
      let letters = Array(candidate.lowercased())
      // No distance is less than the difference in length.
      let distance = abs(letters.count - wanted.count) > reach ? .max : editDistance(wanted, letters)
      // "resadd_out" should find "embedder.block2.res1.resadd_out": a part of a name counts as near.
      let isPart = wanted.count >= 3 && candidate.lowercased().contains(name.lowercased())
      return (candidate, isPart ? min(distance, 1) : distance)
    }
    return ranked.filter { $0.distance <= reach }
      .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
      .prefix(limit).map(\.name)
  }

  /// "did you mean "a" or "b"?", or `fallback` when nothing is near.
  public static func suggestion(
    for name: String, in candidates: some Sequence<String>, otherwise fallback: @autoclosure () -> String
  ) -> String {
    question(of(name, in: candidates), otherwise: fallback())
  }

  /// The same of names that were found to be near.
  package static func question(_ near: [String], otherwise fallback: @autoclosure () -> String) -> String {
    near.isEmpty ? fallback() : "did you mean \(either(near))?"
  }

  /// "there are a, b".
  static func all(_ names: [String]) -> String {
    names.isEmpty ? "there are none here" : "there are \(names.joined(separator: ", "))"
  }

  /// `"a"`, `"a" or "b"`, `"a", "b" or "c"`.
  public static func either(_ names: [String]) -> String {
    let quoted = names.map { "\"\($0)\"" }
    let others = quoted.dropLast().joined(separator: ", ")
    return others.isEmpty ? quoted.last ?? "" : "\(others) or \(quoted[quoted.count - 1])"
  }

  /// The Damerau-Levenshtein distance (adjacent letters swapped count once) between two words.
  static func editDistance(_ first: [Character], _ second: [Character]) -> Int {
    if first.isEmpty || second.isEmpty { return max(first.count, second.count) }
    var beforeLast = [Int]()
    var last = Array(0...second.count)
    for i in 1...first.count {
      var current = [i] + [Int](repeating: 0, count: second.count)
      for j in 1...second.count {
        let substitution = last[j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1)
        current[j] = min(substitution, last[j] + 1, current[j - 1] + 1)
        if i > 1, j > 1, first[i - 1] == second[j - 2], first[i - 2] == second[j - 1] {
          current[j] = min(current[j], beforeLast[j - 2] + 1)
        }
      }
      (beforeLast, last) = (last, current)
    }
    return last[second.count]
  }
}
