extension LinearProbe {
  /// How well what is read off rows that a fit has not seen tells those with something from those without: the area under
  /// the ROC curve, over all rows together.
  ///
  /// Unlike accuracy it says something about what is rare, such as the one cell of a picture with the cheese. Ridge
  /// regression reads off 1 for rows with it and 0 for others, logistic regression the logarithm of the odds.
  ///
  /// - Parameters:
  ///   - features: rows x columns.
  ///   - labels: which rows have it.
  ///   - folds: the fold of each row.
  ///   - name: what is read off, for error messages.
  /// - Throws: as ``evaluate(_:_:folds:of:)``.
  /// - Precondition: there is no ``limit``.
  public func separation(_ features: Matrix, _ labels: [Bool], folds: Folds, of name: String) throws -> Result {
    let target = target(labels)
    try target.checkVaries(name)
    let numbers = try folds.heldOut { train, test -> [Double] in
      let truth = target.selecting(rows: train)
      if truth.onlyValue != nil { return test.map { _ in 0 } }
      return try readout(features.selecting(rows: train), truth, of: name).values(features.selecting(rows: test))
        .column(0)
    }
    func area(_ rows: [Int]) -> Double? { RankedArea.of(rows.map { numbers[$0] }, rows.map { labels[$0] }) }
    let without = (0..<folds.count).compactMap { area(folds.train($0)) }
    return Result(
      score: RankedArea.of(numbers, labels) ?? 0.5,
      standardError: without.count == folds.count ? HeldOutScores.jackknife(without) : nil,
      foldScores: (0..<folds.count).map { area(folds.test($0)) }, baseline: 0.5, meanDistance: nil,
      columns: features.columns, chosen: nil)
  }

  /// Labels as the method takes them.
  public func target(_ labels: [Bool]) -> Target {
    switch method {
    case .ridge: .numbers(Matrix(rows: labels.count, columns: 1, values: labels.map { $0 ? 1 : 0 }))
    case .logistic: .classes(labels.map { $0 ? 1 : 0 }, count: 2)
    }
  }
}
