import Essentials

/// Rows divided into parts of nearly the same size, each of which is the test of a fit on the others.
public struct Folds: Sendable, Hashable {
  /// The fold of every row, 0 ..< count.
  public let assignment: [Int]
  /// How many folds there are.
  public let count: Int

  /// Folds of successive rows, or of rows in random order; scikit-learn's `KFold`.
  ///
  /// - Parameters:
  ///   - rows: how many rows.
  ///   - count: how many folds.
  ///   - seed: the seed of the random order; nil for the order of the rows.
  /// - Throws: `StatisticsError.tooFew` with fewer rows than folds, `.badParameter` for fewer than two folds.
  public init(rows: Int, count: Int, seed: UInt64?) throws {
    try Self.check(count)
    guard rows >= count else { throw StatisticsError.tooFew(of: "cross-validation", count: rows, needed: count) }
    var assignment = [Int](repeating: 0, count: rows)
    let order = Self.order(rows, seed: seed, 0)
    var start = 0
    for fold in 0..<count {
      let size = rows / count + (fold < rows % count ? 1 : 0)
      for place in start..<start + size { assignment[order[place]] = fold }
      start += size
    }
    (self.assignment, self.count) = (assignment, count)
  }

  /// Folds with the classes in the same proportions; scikit-learn's `StratifiedKFold`.
  ///
  /// - Throws: `StatisticsError.smallClass` when a class has fewer rows than there are folds, `.oneClass`,
  ///   `.tooFew` without rows, `.badParameter` for fewer than two folds.
  public init(stratifying classes: [Int], count: Int, seed: UInt64?, of name: String = "class") throws {
    try Self.check(count)
    guard let first = classes.first else {
      throw StatisticsError.tooFew(of: "cross-validation", count: 0, needed: count)
    }
    var order: [Int] = []
    for value in classes where !order.contains(value) { order.append(value) }
    guard order.count > 1 else {
      throw StatisticsError.oneClass(of: name, value: String(first), rows: classes.count)
    }
    let rows = Dictionary(grouping: classes.indices, by: { classes[$0] })
    for value in order.sorted() where (rows[value]?.count ?? 0) < count {
      throw StatisticsError.smallClass(of: name, value: String(value), rows: rows[value]?.count ?? 0, folds: count)
    }
    // Every count-th row of the sorted classes belongs to a fold, which says how many of each class it gets.
    let sorted = order.flatMap { value in [Int](repeating: value, count: rows[value]?.count ?? 0) }
    var assignment = [Int](repeating: 0, count: classes.count)
    for (place, value) in order.enumerated() {
      let members = rows[value] ?? []
      let folds = (0..<count).flatMap { fold in
        [Int](repeating: fold, count: stride(from: fold, to: sorted.count, by: count).count { sorted[$0] == value })
      }
      let mixed = Self.order(members.count, seed: seed, UInt64(place + 1))
      for (index, row) in members.enumerated() { assignment[row] = folds[mixed[index]] }
    }
    (self.assignment, self.count) = (assignment, count)
  }

  /// Folds that never part rows of one group: all rows of a level are in one fold.
  ///
  /// Groups are dealt out in random order to the fold with the fewest rows.
  ///
  /// - Throws: `StatisticsError.tooFew` with fewer groups than folds, `.badParameter` for fewer than two folds.
  public init(grouping groups: [Int], count: Int, seed: UInt64) throws {
    try Self.check(count)
    let members = Dictionary(grouping: groups.indices, by: { groups[$0] })
    let names = members.keys.sorted()
    guard names.count >= count else {
      throw StatisticsError.tooFew(of: "cross-validation by groups", count: names.count, needed: count)
    }
    var assignment = [Int](repeating: 0, count: groups.count), sizes = [Int](repeating: 0, count: count)
    for place in Self.order(names.count, seed: seed, .max) {
      let fold = sizes.indices.min { (sizes[$0], $0) < (sizes[$1], $1) } ?? 0
      for row in members[names[place]] ?? [] { assignment[row] = fold }
      sizes[fold] += members[names[place]]?.count ?? 0
    }
    (self.assignment, self.count) = (assignment, count)
  }

  /// The folds of rows as others divided them, numbered from 0.
  ///
  /// - Precondition: every fold has a row.
  init(assignment: [Int]) {
    self.assignment = assignment
    count = (assignment.max() ?? -1) + 1
    precondition(Set(assignment) == Set(0..<count), "a fold without rows")
  }

  /// The rows of a fold.
  public func test(_ fold: Int) -> [Int] { assignment.indices.filter { assignment[$0] == fold } }

  /// The rows of all other folds.
  public func train(_ fold: Int) -> [Int] { assignment.indices.filter { assignment[$0] != fold } }

  /// What a fit on the other folds scores on each fold.
  public func scores(_ score: (_ train: [Int], _ test: [Int]) throws -> Double) rethrows -> CrossValidation {
    CrossValidation(scores: try (0..<count).map { try score(train($0), test($0)) })
  }

  private static func check(_ count: Int) throws {
    guard count >= 2 else {
      throw StatisticsError.badParameter("number of folds", value: "\(count)", needed: "at least 2")
    }
  }

  private static func order(_ count: Int, seed: UInt64?, _ part: UInt64) -> [Int] {
    guard let seed else { return Array(0..<count) }
    var stream = RandomStream(seed: seed, "folds".stableHash, part)
    return stream.permutation(count)
  }
}

extension RandomStream {
  /// The numbers 0 ..< count in random order (Fisher and Yates).
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for place in stride(from: count - 1, to: 0, by: -1) { order.swapAt(place, index(below: place + 1)) }
    return order
  }
}

/// Scores of fits on rows that they have not seen, one a fold.
public struct CrossValidation: Sendable, Hashable, Codable {
  /// The score on each fold.
  public let scores: [Double]

  /// Their mean.
  public var mean: Double { scores.reduce(0, +) / Double(scores.count) }

  /// The standard error of the mean over the folds; too small, as their fits share most of their rows.
  public var standardError: Double {
    let mean = mean, count = Double(scores.count)
    return (scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1) / count).squareRoot()
  }
}
