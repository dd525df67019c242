extension Folds {
  /// Folds that never part rows of one group, with the outcomes in about the same proportions: all episodes of a level are
  /// in one fold.
  ///
  /// Groups are divided as rows are by ``init(stratifying:count:seed:of:)``, each by the outcome that most of its rows have;
  /// where an outcome has too few groups for that, in random order. So with one row a group these are the folds of rows.
  ///
  /// - Throws: `StatisticsError.tooFew` with fewer groups than folds, `.badParameter` for fewer than two folds.
  public init(stratifying outcomes: [Bool], grouping groups: [Int], count: Int, seed: UInt64) throws {
    precondition(outcomes.count == groups.count, "a group for each row")
    var order: [Int] = [], balance: [Int: Int] = [:]
    for (group, outcome) in zip(groups, outcomes) {
      if balance[group] == nil { order.append(group) }
      balance[group, default: 0] += outcome ? 1 : -1
    }
    guard order.count >= max(count, 2) else {
      throw StatisticsError.tooFew(of: "cross-validation by groups", count: order.count, needed: max(count, 2))
    }
    let classes = order.map { (balance[$0] ?? 0) > 0 ? 1 : 0 }
    var folds: Folds
    do {
      folds = try Folds(stratifying: classes, count: count, seed: seed)
    } catch StatisticsError.smallClass, StatisticsError.oneClass {
      folds = try Folds(rows: order.count, count: count, seed: seed)
    }
    let ofGroup = Dictionary(uniqueKeysWithValues: zip(order, folds.assignment))
    self.init(assignment: groups.map { ofGroup[$0] ?? 0 })
  }

  /// What fits on the other folds say of every row, in the order of the rows.
  ///
  /// - Parameter predict: what a fit on some rows says of others, one value for each of them.
  public func heldOut<Value>(_ predict: (_ train: [Int], _ test: [Int]) throws -> [Value]) rethrows -> [Value] {
    var found: [(row: Int, value: Value)] = []
    for fold in 0..<count {
      let rows = test(fold)
      found += zip(rows, try predict(train(fold), rows)).map { (row: $0, value: $1) }
    }
    return found.sorted { $0.row < $1.row }.map(\.value)
  }
}
