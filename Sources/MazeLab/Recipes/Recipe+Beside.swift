import HookKit

extension Recipe {
  /// Where the recipe of a file is whose every line is a record: `outcomes.recipe.json` beside `outcomes.jsonl`.
  public static func path(beside file: String) -> String {
    let name = FileSystem.name(of: file)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "\(file).recipe.json" }
    return "\(file.dropLast(name[dot...].count)).recipe.json"
  }
}
