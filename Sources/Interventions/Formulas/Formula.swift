import HookKit

/// Computes every element by a formula: `formula("where(x > 0.5, x, 0)")`, `formula("x - 2 * v", v: direction.npz)`.
///
/// In a formula, `x` is the element, `original` the same one without any edit of the plan, `c` its channel (at sites without
/// cells, its position), `i`, `j` the line and column of its cell, and `v` and `w` the elements of tensors that are given
/// beside it. There are `+ - * / ^`, comparisons (1 where they hold, 0 where not), and the functions
/// `min max abs exp log sqrt tanh relu where`. All is computed in float32.
///
/// Source: the functions that are given to PyTorch's `register_forward_hook`.
public struct Formula: Intervention {
  public static let kind = "formula"
  public static let summary = "what a formula makes of x, original, channel c, cell i, j, and tensors v, w"
  public static let otherNames = ["expression", "function", "lambda", "where"]
  public static let mainParameter: String? = "text"
  public static let finiteRemedy = "keep such elements out, as in formula(\"where(x != 0, 1 / x, 0)\")"

  /// The formula.
  @Parameter("the formula, in quotes") public var text: FormulaText
  /// What `v` stands for: one row for all, of the site's shape or one that broadcasts to it, or a value of the run.
  @Parameter("file, observations, numbers, site NAME, or original") public var v: TensorSource?
  /// What `w` stands for.
  @Parameter("the same for a second one") public var w: TensorSource?
  @Prepared private var program: FormulaProgram
  @Prepared private var coordinates: FormulaCoordinates
  @Prepared private var given: [FormulaVariable: FormulaTensor]

  public init() {}

  /// Computes every element by a formula.
  ///
  /// - Parameters:
  ///   - text: the formula.
  ///   - v: what `v` stands for; nil for a formula without it.
  ///   - w: the same for `w`.
  public init(_ text: String, v: TensorSource? = nil, w: TensorSource? = nil) {
    (self.text, self.v, self.w) = (FormulaText(text), v, w)
  }

  private var variables: Set<FormulaVariable> { $text?.tree.map(\.variables) ?? [] }
  private var sources: [(name: FormulaVariable, source: TensorSource?)] { [(.v, v), (.w, w)] }
  private var readsRun: Bool { readsOriginal || sources.contains { $0.source?.isOfRun ?? false } }

  public var locality: Locality {
    ($given?.values.allSatisfy(\.isElementwise) ?? !readsRun) ? .elementwise : .row
  }
  public var reads: [SitePattern] { sources.flatMap { $0.source?.reads ?? [] } }
  public var readsOriginal: Bool {
    variables.contains(.original) || sources.contains { $0.source?.readsOriginal ?? false }
  }
  public var isIdentity: Bool { $text?.tree == .variable(.x) }
  public var overwrites: Bool { $text?.tree != nil && !variables.contains(.x) }
  public var algebra: Algebra { $text?.tree?.algebra ?? .other }

  public mutating func prepare(_ context: PrepareContext) throws {
    let tree = try text.parsed.get()
    let shape = context.site.shape
    if shape.rank != 3, let place = [.i, .j].first(where: tree.variables.contains) {
      throw ParameterError(
        self, "uses \(place.rawValue), and \(context.site.name) of shape \(shape) has no cells",
        try: "use c, the position, or a site of shape [channels, height, width]")
    }
    given = [:]
    for (name, source) in sources { given[name] = try tensor(name, source, in: tree, context) }
    program = FormulaProgram(tree)
    coordinates = FormulaCoordinates(of: tree.variables, in: shape)
  }

  /// What a name stands for; nil for one that is neither given nor used.
  private func tensor(
    _ name: FormulaVariable, _ source: TensorSource?, in tree: FormulaTree, _ context: PrepareContext
  ) throws -> FormulaTensor? {
    let (name, isUsed) = (name.rawValue, tree.variables.contains(name))
    guard let source else {
      guard isUsed else { return nil }
      throw ParameterError(
        self, "uses \(name), which is not given", try: "give it: \(name): direction.npz, or \(name): 0.5")
    }
    guard isUsed else {
      throw ParameterError(self, "\(name) is given, and the formula does not use it", try: "leave it out")
    }
    return try source.runTensor(for: context).map(FormulaTensor.run) ?? .row(source.row(for: context))
  }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    var values: [FormulaVariable: Tensor] = [.x: value]
    if variables.contains(.original) { values[.original] = context.original }
    for (name, tensor) in given {
      switch tensor {
      case .row(let row): values[name] = row
      case .run(let own): values[name] = own.rows(context)
      }
    }
    return program(values, coordinates)
  }
}

/// What a tensor beside a formula is.
enum FormulaTensor: Sendable {
  /// The same for every row.
  case row(Tensor)
  /// A value of the run, which every row has its own of.
  case run(RunTensor)

  var isElementwise: Bool { if case .run(let tensor) = self { tensor.isElementwise } else { true } }
}

extension Intervention where Self == Formula {
  /// Computes every element by a formula, such as `where(x > 0.5, x, 0)` or, with a tensor for `v`, `x - 2 * v`.
  public static func formula(_ text: String, v: TensorSource? = nil, w: TensorSource? = nil) -> Formula {
    Formula(text, v: v, w: w)
  }
}
