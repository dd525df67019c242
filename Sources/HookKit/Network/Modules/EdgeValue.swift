/// What one module sees of a value, as a module of its own: passes its input on. See ``ModuleGraph/edges``.
struct EdgeValue: Module {
  var isAffine: Bool { true }
  var description: String { "edge" }
  func outputShape(of rows: [Shape]) -> Shape { rows[0] }
  func forward(_ inputs: [Tensor]) -> Tensor { inputs[0] }
}
