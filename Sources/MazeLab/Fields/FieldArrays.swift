import HookKit

extension VectorField {
  /// The field as arrays: `grid` [n, n], `squares` [N, 2], `probabilities` [N, 5], `arrows` [N, 2], `values` [N].
  ///
  /// A field of both facings also has those of each under `facings/left/` and `facings/right/`, and what turning the mouse
  /// changes, right minus left, under `facing_difference/`.
  ///
  /// - Parameter recipe: JSON that says how the field was made; kept in the archive's metadata.
  public func archive(recipe: String) -> TensorArchive { TensorArchive(arrays(prefix: ""), recipe: recipe) }

  func arrays(prefix: String) -> [(name: String, tensor: Tensor)] {
    var arrays = ownArrays(prefix: prefix)
    if let (left, right) = facings {
      arrays += left.ownArrays(prefix: "\(prefix)facings/left/") + right.ownArrays(prefix: "\(prefix)facings/right/")
    }
    return arrays + (facingDifference?.arrays(prefix: "\(prefix)facing_difference/") ?? [])
  }

  private func ownArrays(prefix: String) -> [(name: String, tensor: Tensor)] {
    [
      ("\(prefix)grid", Tensor(grid.joined().map(Float.init), shape: [grid.count, grid.count])),
      ("\(prefix)squares", Tensor(pairs: squares.map { (Double($0.row), Double($0.column)) })),
      (
        "\(prefix)probabilities",
        Tensor(probabilities.flatMap { $0.values.map(Float.init) }, shape: [squares.count, ActionGroup.allCases.count])
      ),
      ("\(prefix)arrows", Tensor(pairs: arrows.map { ($0.row, $0.column) })),
      ("\(prefix)values", Tensor(values.map(Float.init), shape: [squares.count])),
    ]
  }
}

extension FieldComparison {
  /// Both fields' arrays under `original/` and `patched/`, and the difference's under `difference/`.
  ///
  /// - Parameter recipe: JSON that says how the fields were made; kept in the archive's metadata.
  public func archive(recipe: String) -> TensorArchive {
    TensorArchive(
      original.arrays(prefix: "original/") + patched.arrays(prefix: "patched/")
        + difference.arrays(prefix: "difference/"), recipe: recipe)
  }
}

extension FieldDelta {
  fileprivate func arrays(prefix: String) -> [(name: String, tensor: Tensor)] {
    let count = squares.count
    return [
      ("\(prefix)squares", Tensor(pairs: squares.map { (Double($0.row), Double($0.column)) })),
      ("\(prefix)arrows", Tensor(pairs: arrows.map { ($0.row, $0.column) })),
      ("\(prefix)total_variations", Tensor(totalVariations.map(Float.init), shape: [count])),
      ("\(prefix)values", Tensor(valueChanges.map(Float.init), shape: [count])),
    ]
  }
}

extension TensorArchive {
  fileprivate init(_ arrays: [(name: String, tensor: Tensor)], recipe: String) {
    self.init(metadata: ["recipe": recipe])
    for array in arrays { self[array.name] = array.tensor }
  }
}

extension Tensor {
  fileprivate init(pairs: [(Double, Double)]) {
    self.init(pairs.flatMap { [Float($0.0), Float($0.1)] }, shape: [pairs.count, 2])
  }
}
