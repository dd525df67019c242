import HookKit

/// A formula as a list of loops: each makes some elements of one operand from those of others.
struct FormulaProgram: Sendable {
  /// Where the elements of an operand are.
  enum Operand: Sendable {
    case variable(FormulaVariable)
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
  private var result = Operand.variable(.x)

  init(_ tree: FormulaTree) { result = add(tree, above: 0) }

  /// Adds what computes a tree, whose result may be in part `above`; the parts below are in use.
  private mutating func add(_ tree: FormulaTree, above: Int) -> Operand {
    switch tree {
    case .number(let number):
      numbers.append(number)
      return .number(numbers.count - 1)
    case .variable(let variable): return .variable(variable)
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
  func callAsFunction(_ value: Tensor, original: Tensor, _ coordinates: FormulaCoordinates) -> Tensor {
    let size = value.shape.row.count
    var scratch = [Float](repeating: 0, count: (parts + numbers.count) * Self.chunk)
    for (k, number) in numbers.enumerated() {
      for place in 0..<Self.chunk { scratch[(parts + k) * Self.chunk + place] = number }
    }
    return Tensor(shape: value.shape) { output in
      withSources(value, original, coordinates, &scratch) { sources in
        for row in 0..<value.rows {
          for start in stride(from: 0, to: size, by: Self.chunk) {
            let place = Place(element: row * size + start, start: start, count: min(Self.chunk, size - start))
            run(place, sources, into: output)
          }
        }
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

  private struct Sources {
    let x: Elements
    let original: Elements
    let c: Elements
    let i: Elements
    let j: Elements
    let scratch: UnsafeMutableBufferPointer<Float>
  }

  private func withSources(
    _ value: Tensor, _ original: Tensor, _ coordinates: FormulaCoordinates, _ scratch: inout [Float],
    _ body: (Sources) -> Void
  ) {
    value.withUnsafeScalars { x in
      original.withUnsafeScalars { original in
        coordinates.c.withUnsafeBufferPointer { c in
          coordinates.i.withUnsafeBufferPointer { i in
            coordinates.j.withUnsafeBufferPointer { j in
              scratch.withUnsafeMutableBufferPointer { scratch in
                body(Sources(x: x, original: original, c: c, i: i, j: j, scratch: scratch))
              }
            }
          }
        }
      }
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
    let (element, start, count) = (place.element, place.start, place.count)
    switch operand {
    case .variable(.x): return Elements(rebasing: sources.x[element..<element + count])
    case .variable(.original): return Elements(rebasing: sources.original[element..<element + count])
    case .variable(.c): return Elements(rebasing: sources.c[start..<start + count])
    case .variable(.i): return Elements(rebasing: sources.i[start..<start + count])
    case .variable(.j): return Elements(rebasing: sources.j[start..<start + count])
    case .number(let number): return Elements(part(parts + number, place, sources))
    case .part(let part): return Elements(self.part(part, place, sources))
    }
  }
}

/// The channel, line and column of every element of a row, as far as a formula names them.
struct FormulaCoordinates: Sendable {
  private(set) var c: [Float] = []
  private(set) var i: [Float] = []
  private(set) var j: [Float] = []

  init(of variables: Set<FormulaVariable>, in row: Shape) {
    let (height, width) = row.rank == 3 ? (row[1], row[2]) : (1, max(1, row.count / max(1, row.sizes.first ?? 1)))
    let all = 0..<row.count
    if variables.contains(.c) { c = all.map { Float($0 / (height * width)) } }
    if variables.contains(.i) { i = all.map { Float($0 / width % height) } }
    if variables.contains(.j) { j = all.map { Float($0 % width) } }
  }
}
