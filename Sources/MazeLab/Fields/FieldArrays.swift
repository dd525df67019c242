import HookKit
import MazeEnv

extension VectorField {
  /// The field as arrays: `grid` [n, n], `squares` [N, 2], `probabilities` [N, 5], `arrows` [N, 2], `values` [N]; those of
  /// the maze are int64, the others float32.
  ///
  /// A field of both facings also has those of each under `facings/left/` and `facings/right/`, and what turning the mouse
  /// changes, right minus left, under `facing_difference/`.
  ///
  /// - Parameter recipe: JSON that says how the field was made; kept in the archive's metadata.
  public func archive(recipe: String) -> ArrayArchive { ArrayArchive(arrays(prefix: ""), recipe: recipe) }

  func arrays(prefix: String) -> [(name: String, array: TypedArray)] {
    var arrays = ownArrays(prefix: prefix)
    if let (left, right) = facings {
      arrays += left.ownArrays(prefix: "\(prefix)facings/left/") + right.ownArrays(prefix: "\(prefix)facings/right/")
    }
    return arrays + (facingDifference?.arrays(prefix: "\(prefix)facing_difference/") ?? [])
  }

  private func ownArrays(prefix: String) -> [(name: String, array: TypedArray)] {
    let groups = ActionGroup.allCases.count
    return [
      ("\(prefix)grid", TypedArray(grid.joined().map(Int64.init), shape: [grid.count, grid.count])),
      ("\(prefix)squares", TypedArray(squares)),
      (
        "\(prefix)probabilities",
        TypedArray(Tensor(probabilities.flatMap { $0.values.map(Float.init) }, shape: [squares.count, groups]))
      ),
      ("\(prefix)arrows", TypedArray(arrows)),
      ("\(prefix)values", TypedArray(Tensor(values.map(Float.init), shape: [squares.count]))),
    ]
  }
}

extension FieldComparison {
  /// Both fields' arrays under `original/` and `patched/`, and the difference's under `difference/`.
  ///
  /// - Parameter recipe: JSON that says how the fields were made; kept in the archive's metadata.
  public func archive(recipe: String) -> ArrayArchive {
    ArrayArchive(
      original.arrays(prefix: "original/") + patched.arrays(prefix: "patched/")
        + difference.arrays(prefix: "difference/"), recipe: recipe)
  }
}

extension FieldDelta {
  fileprivate func arrays(prefix: String) -> [(name: String, array: TypedArray)] {
    func numbers(_ values: [Double]) -> TypedArray { TypedArray(Tensor(values.map(Float.init), shape: [values.count])) }
    return [
      ("\(prefix)squares", TypedArray(squares)),
      ("\(prefix)arrows", TypedArray(arrows)),
      ("\(prefix)total_variations", numbers(totalVariations)),
      ("\(prefix)values", numbers(valueChanges)),
    ]
  }
}

extension ArrayArchive {
  fileprivate init(_ arrays: [(name: String, array: TypedArray)], recipe: String) {
    self.init(metadata: ["recipe": recipe])
    for array in arrays { self[array.name] = array.array }
  }
}

extension TypedArray {
  fileprivate init(_ squares: [Square]) {
    self.init(squares.flatMap { [Int64($0.row), Int64($0.column)] }, shape: [squares.count, 2])
  }

  fileprivate init(_ arrows: [Arrow]) {
    self.init(Tensor(arrows.flatMap { [Float($0.row), Float($0.column)] }, shape: [arrows.count, 2]))
  }
}
