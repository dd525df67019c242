import HookKit
import MazeEnv
import MazeLab

/// The answer to `export`: the file that the command line writes, or a page that works without the server.
enum ExportAnswer {
  static let formats = ["svg", "png", "pdf", "json", "npz", "maze", "yaml", "html"]

  static func frame(
    _ request: LabRequest, _ subject: LabSubject, _ setting: LabSetting, _ page: PageFiles
  ) throws -> LabFrame {
    let format = request.format ?? ""
    let name = "\(subject.plan.isEmpty ? "field" : "comparison").\(format)"
    var frame = LabFrame()
    switch format {
    case "maze": frame.file = Array(subject.maze.text.utf8)
    case "yaml": frame.file = Array(try subject.plan.yaml(naming: subject.registry).utf8)
    case "html": frame.file = Array(try html(request, subject, setting, page).utf8)
    default: frame.file = try file(format, named: name, subject)
    }
    frame.add("name", .string(name))
    return frame
  }

  /// What `hookctl vfield` or `hookctl compare` writes, with the recipe that says so.
  private static func file(_ format: String, named name: String, _ subject: LabSubject) throws -> [UInt8] {
    guard formats.contains(format) else {
      throw LabError.outOfRange("format \(format)", formats.joined(separator: ", "))
    }
    let output = FieldOutput(subject, path: name)
    return try subject.plan.isEmpty ? output.field(format) : output.comparison(format)
  }

  /// The page with everything that it shows of this maze and these edits.
  static func html(
    _ request: LabRequest, _ subject: LabSubject, _ setting: LabSetting, _ page: PageFiles
  ) throws -> String {
    // The page begins with what it shows.
    let shown = LabSetting(
      models: [subject.model], registry: setting.registry, renderer: setting.renderer, start: subject.state,
      isLevel: request.level != nil, plan: subject.plan, seed: subject.seed)
    let hello = try HelloAnswer.frame(shown)
    var field = try FieldAnswer.frame(subject)
    field.add("kind", .string(LabRequest.Kind.field.rawValue))
    let sites = try (request.sites ?? []).prefix(16).map { name in
      var question = request
      question.site = name
      question.square = question.square ?? [subject.maze.outerMouse.row, subject.maze.outerMouse.column]
      var frame = try SiteAnswer.frame(question, subject)
      frame.add("kind", .string(LabRequest.Kind.site.rawValue))
      return frame
    }
    return StaticPage.html(page, [hello, field] + sites)
  }
}
