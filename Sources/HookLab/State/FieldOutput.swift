import HookKit
import MazeEnv
import MazeLab

/// Files as `hookctl vfield` and `hookctl compare` write them.
struct FieldOutput {
  private let subject: LabSubject
  private let path: String

  init(_ subject: LabSubject, path: String) { (self.subject, self.path) = (subject, path) }

  private func recipe() throws -> Recipe {
    var recipe = Recipe(command: subject.command.recipeText(out: path))
    recipe.add(subject.state)
    if subject.facing != .state { recipe.add("facing", .string(subject.facing.rawValue)) }
    recipe.add(subject.policy)
    try recipe.add(subject.plan, seed: subject.seed, naming: subject.registry)
    return recipe
  }

  /// What turning the mouse changes without edits.
  private func effect(_ field: VectorField) throws -> JSONValue {
    try FacingEffect(
      of: field, subject.state, policy: subject.policy, renderer: subject.renderer,
      options: subject.options
    ).jsonValue
  }

  /// The field without edits.
  func field(_ format: String) throws -> [UInt8] {
    let run = try VectorField.compute(
      subject.state, policy: subject.policy, under: Plan(), renderer: subject.renderer, facing: subject.facing,
      options: subject.options)
    let recipe = try recipe()
    switch format {
    case "json":
      let value = try run.field.jsonValue().adding("facingEffect", effect(run.field))
        .adding("receipts", .array([])).adding("recipe", recipe.json)
      return Array(value.text.utf8)
    case "npz": return try run.field.archive(recipe: recipe.text).npzBytes(for: path)
    default:
      return try FieldFigure(
        run.field, of: subject.state, renderer: subject.renderer,
        caption: FigureCaption(run.field, model: subject.policy.fieldName, plan: Plan())
      ).bytes(as: PictureFormat(path: path), recipe: recipe.text)
    }
  }

  /// Original, patched and difference.
  func comparison(_ format: String) throws -> [UInt8] {
    let comparison = try subject.comparison()
    let recipe = try recipe()
    switch format {
    case "json":
      let value = try comparison.jsonValue().adding("facingEffect", effect(comparison.original))
        .adding("recipe", recipe.json)
      return Array(value.text.utf8)
    case "npz": return try comparison.archive(recipe: recipe.text).npzBytes(for: path)
    default:
      return try FieldFigure(
        comparison, of: subject.state, renderer: subject.renderer,
        caption: FigureCaption(comparison, model: subject.policy.fieldName)
      ).bytes(as: PictureFormat(path: path), recipe: recipe.text)
    }
  }
}
