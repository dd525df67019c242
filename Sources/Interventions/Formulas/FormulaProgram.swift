import HookKit

/// A formula as a list of loops: each makes some elements of one operand from those of others.
struct FormulaProgram: Sendable {
  /// Where the elements of an operand are.
  enum Operand: Sendable {
    case variable(Int)
    case number(Int)
    /// A part of the scratch memory.
    case part(Int)
  }

  private struct Step: Sendable {
    let operation: FormulaOperation
    let operands: [Operand]
    let part: Int
  }

  private var steps: [Step] = []
  private var numbers: [Float] = []
  private var parts = 0
  private var result = Operand.variable(FormulaVariable.x.index)

  init(_ tree: FormulaTree) { result = add(tree, above: 0) }

  /// Adds what computes a tree, whose result may be in part `above`; the parts below are in use.
  private mutating func add(_ tree: FormulaTree, above: Int) -> Operand {
    switch tree {
    case .number(let number):
      numbers.append(number)
      return .number(numbers.count - 1)
    case .variable(let variable): return .variable(variable.index)
    case .operation(let operation, let trees):
      let operands = trees.enumerated().map { add($1, above: above + $0) }
      parts = max(parts, above + 1)
      steps.append(Step(operation: operation, operands: operands, part: above))
      return .part(above)
    }
  }

  /// Elements that are computed at a time: all operands of a step are then in the nearest cache.
  private static let chunk = 512

  /// What the formula makes of an activation `[N, ...]`.
  ///
  /// - Parameter values: `x`, and whatever else it names: `[N, ...]`, or one row for all.
  func callAsFunction(_ values: [FormulaVariable: Tensor], _ coordinates: FormulaCoordinates) -> Tensor {
    guard let shape = values[.x]?.shape else { preconditionFailure("a formula without an activation") }
    var scratch = [Float](repeating: 0, count: (parts + numbers.count) * Self.chunk)
    for (k, number) in numbers.enumerated() {
      for place in 0..<Self.chunk { scratch[(parts + k) * Self.chunk + place] = number }
    }
    let named = coordinates.rows.merging(values) { $1 }
    return Tensor(shape: shape) { output in
      scratch.withUnsafeMutableBufferPointer { scratch in
        let none = Source(elements: Elements(start: nil, count: 0), repeats: false)
        var sources = Sources(named: FormulaVariable.allCases.map { _ in none }, scratch: scratch)
        with(named, row: shape.row, &sources, FormulaVariable.allCases[...]) { run(shape, $0, into: output) }
      }
    }
  }

  private func run(_ shape: Shape, _ sources: Sources, into output: UnsafeMutableBufferPointer<Float>) {
    let size = shape.row.count
    for row in 0..<shape[0] {
      for start in stride(from: 0, to: size, by: Self.chunk) {
        let place = Place(element: row * size + start, start: start, count: min(Self.chunk, size - start))
        run(place, sources, into: output)
      }
    }
  }

  /// Some elements of a row.
  private struct Place {
    /// The first of them in the activation, and in the row.
    let element: Int
    let start: Int
    let count: Int
  }

  private typealias Elements = UnsafeBufferPointer<Float>

  /// The elements of a name: of all rows, or of one that repeats.
  private struct Source {
    let elements: Elements
    let repeats: Bool
  }

  /// By the names' indexes.
  private struct Sources {
    var named: [Source]
    let scratch: UnsafeMutableBufferPointer<Float>
  }

  /// Calls `body` with the elements of all names that there are.
  private func with(
    _ values: [FormulaVariable: Tensor], row: Shape, _ sources: inout Sources, _ names: ArraySlice<FormulaVariable>,
    _ body: (Sources) -> Void
  ) {
    guard let name = names.first else { return body(sources) }
    guard let tensor = values[name] else { return with(values, row: row, &sources, names.dropFirst(), body) }
    tensor.withUnsafeScalars { elements in
      sources.named[name.index] = Source(elements: elements, repeats: tensor.shape == row)
      with(values, row: row, &sources, names.dropFirst(), body)
    }
  }

  private func run(_ place: Place, _ sources: Sources, into output: UnsafeMutableBufferPointer<Float>) {
    let target = UnsafeMutableBufferPointer(rebasing: output[place.element..<place.element + place.count])
    for (number, step) in steps.enumerated() {
      let operands = step.operands.map { elements($0, place, sources) }
      let out = number == steps.count - 1 ? target : part(step.part, place, sources)
      FormulaLoops.run(step.operation, operands, into: out)
    }
    guard steps.isEmpty else { return }
    _ = target.update(from: elements(result, place, sources))
  }

  private func part(_ part: Int, _ place: Place, _ sources: Sources) -> UnsafeMutableBufferPointer<Float> {
    let start = part * Self.chunk
    return UnsafeMutableBufferPointer(rebasing: sources.scratch[start..<start + place.count])
  }

  private func elements(_ operand: Operand, _ place: Place, _ sources: Sources) -> Elements {
    switch operand {
    case .variable(let index):
      let source = sources.named[index]
      let first = source.repeats ? place.start : place.element
      return Elements(rebasing: source.elements[first..<first + place.count])
    case .number(let number): return Elements(part(parts + number, place, sources))
    case .part(let part): return Elements(self.part(part, place, sources))
    }
  }
}

/// The channel, line and column of every element of a row, as far as a formula names them.
struct FormulaCoordinates: Sendable {
  private(set) var rows: [FormulaVariable: Tensor] = [:]

  init(of variables: Set<FormulaVariable>, in row: Shape) {
    let (height, width) = row.rank == 3 ? (row[1], row[2]) : (1, max(1, row.count / max(1, row.sizes.first ?? 1)))
    let places: [(FormulaVariable, (Int) -> Int)] = [
      (.c, { $0 / (height * width) }), (.i, { $0 / width % height }), (.j, { $0 % width }),
    ]
    for (name, place) in places where variables.contains(name) {
      rows[name] = Tensor((0..<row.count).map { Float(place($0)) }, shape: row)
    }
  }
}
