import HookKit

// Each of these breaks a law on purpose; a law that they do not trip could not fail.

/// Says that it is the identity, and is not; at strength 0 it turns -0 into 0.
struct CarelessShift: Intervention {
  static let kind = "careless-shift"
  @Parameter var by: Float = 1
  var isIdentity: Bool { by == 0 }
  var locality: Locality { .elementwise }
  init() {}
  init(by: Float) { self.by = by }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { $0 + by } }
}

/// Says that nothing of what was there remains, and halves it.
struct FalseOverwriter: Intervention {
  static let kind = "false-overwriter"
  var locality: Locality { .elementwise }
  var overwrites: Bool { true }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { $0 / 2 } }
}

/// Says that it adds, and doubles.
struct FalseAdder: Intervention {
  static let kind = "false-adder"
  var locality: Locality { .elementwise }
  var algebra: Algebra { .adds }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { 2 * $0 } }
}

/// Says that it multiplies, and adds.
struct FalseMultiplier: Intervention {
  static let kind = "false-multiplier"
  var locality: Locality { .elementwise }
  var algebra: Algebra { .multiplies }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { $0 + 1 } }
}

/// Says that it is elementwise, and adds what it reads of the next element.
struct Wanderer: Intervention {
  static let kind = "wanderer"
  var locality: Locality { .elementwise }
  var readsOriginal: Bool { true }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    let (size, original) = (value.shape.row.count, context.original.scalars)
    return Tensor(
      value.scalars.enumerated().map { k, x in x + original[k / size * size + (k % size + 1) % size] },
      shape: value.shape)
  }
}

/// Does nothing at strength 0, and does not say so.
struct SilentIdentity: Intervention {
  static let kind = "silent-identity"
  @Parameter var by: Float = 2
  init() {}
  init(by: Float) { self.by = by }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { $0 * by } }
}

/// Writes into its input behind the compiler's back.
struct Scribbler: Intervention {
  static let kind = "scribbler"
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    value.withUnsafeScalars { scalars in
      let writable = UnsafeMutableBufferPointer(mutating: scalars)
      for index in writable.indices { writable[index] = 1 }
    }
    return value
  }
}

/// Drops a row.
struct Dropper: Intervention {
  static let kind = "dropper"
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value[rows: 0..<value.rows - 1] }
}

/// Divides by zero where an element is zero.
struct Divider: Intervention {
  static let kind = "divider"
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { 1 / $0 } }
}

/// Claims that rows are independent, and subtracts the mean of the batch.
struct Centring: Intervention {
  static let kind = "centring"
  var locality: Locality { .row }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    value.combinedByRow(with: value.meanOverRows, -)
  }
}

/// Claims that rows are independent, and copies row 0 over all of them, as procgen-tools' pixel patch did.
struct FirstRow: Intervention {
  static let kind = "first-row"
  var locality: Locality { .row }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    value.combinedByRow(with: value.row(0)) { $1 }
  }
}

/// Claims that rows are independent, and depends on where in the batch they are.
struct Positional: Intervention {
  static let kind = "positional"
  var locality: Locality { .row }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    Tensor.concatenating(
      rows: (0..<value.rows).map { Float(context.positions[$0] + 1) * value[rows: $0..<$0 + 1] })
  }
}

/// Claims to be elementwise, and reverses every row.
struct Reversal: Intervention {
  static let kind = "reversal"
  var locality: Locality { .elementwise }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    Tensor.concatenating(
      rows: (0..<value.rows).map {
        Tensor(value.row($0).scalars.reversed(), shape: value.shape.row.batched(1))
      })
  }
}

/// Claims to be elementwise, and does something else for each row key.
struct Keyed: Intervention {
  static let kind = "keyed"
  var locality: Locality { .elementwise }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    Tensor.concatenating(
      rows: context.rows.indices.map { Float(context.rows[$0].key) * value[rows: $0..<$0 + 1] })
  }
}

/// Forgets a property when it is written to a plan.
struct Forgetful: Intervention {
  static let kind = "forgetful"
  var factor: Float = 2
  private enum CodingKeys: CodingKey {}
  init() {}
  init(factor: Float) { self.factor = factor }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { $0 * factor } }
}

/// Writes a parameter in a form that it does not read.
struct OneWay: Intervention {
  static let kind = "one-way"
  @Parameter var factor: Factor = Factor(2)
  struct Factor: Codable, Sendable {
    var value: Float
    init(_ value: Float) { self.value = value }
    init(from decoder: any Decoder) throws {
      guard try decoder.singleValueContainer().decode(Float.self) == 2 else {
        throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "only 2"))
      }
      value = 2
    }
    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(value)
    }
  }
  init() {}
  init(factor: Float) { self.factor = Factor(factor) }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { $0 * factor.value } }
}

/// Draws from the system's generator instead of the run's.
struct Dice: Intervention {
  static let kind = "dice"
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    value.map { $0 + Float.random(in: 0..<1) }
  }
}

/// Draws from the run's generator, as it should.
struct Loaded: Intervention {
  static let kind = "loaded"
  var isRandom: Bool { true }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    var stream = context.sharedRandom()
    return value.map { $0 + stream.uniform() }
  }
}

/// Draws once for all rows, and does not say so.
struct SilentDice: Intervention {
  static let kind = "silent-dice"
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    var stream = context.sharedRandom()
    return value.map { $0 + stream.uniform() }
  }
}

/// Says that the seed matters, which it does not.
struct FalseDice: Intervention {
  static let kind = "false-dice"
  var isRandom: Bool { true }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { 2 * $0 } }
}

/// Claims to depend on its place alone, and counts its rows as if the first were followed by the others.
struct Contiguous: Intervention {
  static let kind = "contiguous"
  var locality: Locality { .position }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    let first = context.positions.first ?? 0
    return Tensor.concatenating(
      rows: (0..<value.rows).map { Float(first + $0 + 1) * value[rows: $0..<$0 + 1] })
  }
}

/// Depends on its place, and asks for it.
struct Numbered: Intervention {
  static let kind = "numbered"
  var locality: Locality { .position }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    Tensor.concatenating(
      rows: (0..<value.rows).map { Float(context.positions[$0] + 1) * value[rows: $0..<$0 + 1] })
  }
}

/// Acts on the grids alone that it saw when it was prepared.
struct Homesick: Intervention {
  static let kind = "homesick"
  var locality: Locality { .row }
  @Prepared private var grids: Set<GridGeometry?>
  mutating func prepare(_ context: PrepareContext) { grids = Set(context.inputs.rows.map(\.geometry)) }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    Tensor.concatenating(
      rows: context.rows.indices.map {
        (grids.contains(context.rows[$0].geometry) ? 2 : 1) * value[rows: $0..<$0 + 1]
      })
  }
}

/// Knows no grid but those that it was prepared for, and says so when it is too late.
struct Stranger: Intervention {
  static let kind = "stranger"
  var locality: Locality { .row }
  @Prepared private var cells: [GridGeometry?: Int]
  mutating func prepare(_ context: PrepareContext) {
    cells = Dictionary(context.inputs.rows.map { ($0.geometry, 1) }) { first, _ in first }
  }
  func callAsFunction(_ value: Tensor, _ context: EditContext) throws -> Tensor {
    guard context.rows.allSatisfy({ cells[$0.geometry] != nil }) else {
      throw ParameterError(self, "this grid is new")
    }
    return value.map { 2 * $0 }
  }
}

/// Draws for every row, and does not say so.
struct SecretDice: Intervention {
  static let kind = "secret-dice"
  var locality: Locality { .row }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    Tensor.concatenating(
      rows: context.rows.indices.map { row in
        var stream = context.random(row: row)
        return stream.uniform() * value[rows: row..<row + 1]
      })
  }
}

/// Says that it draws for every row, and does not.
struct EmptyPromise: Intervention {
  static let kind = "empty-promise"
  var locality: Locality { .row }
  var drawsPerRow: Bool { true }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { 2 * $0 } }
}

/// Says that it reads another site, and does not.
struct Indifferent: Intervention {
  static let kind = "indifferent"
  var locality: Locality { .row }
  var reads: [SitePattern] { ["input"] }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { $0 + 1 } }
}

/// Takes what is read for the first row, for all rows.
struct Borrower: Intervention {
  static let kind = "borrower"
  var locality: Locality { .row }
  var reads: [SitePattern] { ["input"] }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    value.combinedByRow(with: context.value(of: "input").row(0), +)
  }
}

/// Adds what is at another site, and breaks no law.
struct Listener: Intervention {
  static let kind = "listener"
  var locality: Locality { .row }
  var reads: [SitePattern] { ["input"] }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value + context.value(of: "input") }
}
