import HookKit

/// Computes every element by a formula: `formula("where(x > 0.5, x, 0)")`.
///
/// In a formula, `x` is the element, `original` the same one without any edit of the plan, `c` its channel (at sites without
/// cells, its position), and `i`, `j` the line and column of its cell. There are `+ - * / ^`, comparisons (1 where they
/// hold, 0 where not), and the functions `min max abs exp log sqrt tanh relu where`. All is computed in float32.
///
/// Source: the functions that are given to PyTorch's `register_forward_hook`.
public struct Formula: Intervention {
  public static let kind = "formula"
  public static let summary = "what a formula makes of x, original, channel c and cell i, j"
  public static let otherNames = ["expression", "function", "lambda", "where"]
  public static let mainParameter: String? = "text"
  public static let finiteRemedy = "keep such elements out, as in formula(\"where(x != 0, 1 / x, 0)\")"

  /// The formula.
  @Parameter("the formula, in quotes") public var text: FormulaText
  @Prepared private var program: FormulaProgram
  @Prepared private var coordinates: FormulaCoordinates

  public init() {}

  /// Computes every element by a formula.
  public init(_ text: String) { self.text = FormulaText(text) }

  private var variables: Set<FormulaVariable> { $text?.tree.map(\.variables) ?? [] }

  public var locality: Locality { readsOriginal ? .row : .elementwise }
  public var readsOriginal: Bool { variables.contains(.original) }
  public var isIdentity: Bool { $text?.tree == .variable(.x) }
  public var overwrites: Bool { $text?.tree != nil && !variables.contains(.x) }

  public mutating func prepare(_ context: PrepareContext) throws {
    let tree = try text.parsed.get()
    let shape = context.site.shape
    if shape.rank != 3, let place = [.i, .j].first(where: tree.variables.contains) {
      throw ParameterError(
        self, "uses \(place.rawValue), and \(context.site.name) of shape \(shape) has no cells",
        try: "use c, the position, or a site of shape [channels, height, width]")
    }
    program = FormulaProgram(tree)
    coordinates = FormulaCoordinates(of: tree.variables, in: shape)
  }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    program(value, original: readsOriginal ? context.original : value, coordinates)
  }
}

extension Intervention where Self == Formula {
  /// Computes every element by a formula, such as `where(x > 0.5, x, 0)`.
  public static func formula(_ text: String) -> Formula { Formula(text) }
}
