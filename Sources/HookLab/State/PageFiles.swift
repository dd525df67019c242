import HookKit

/// The files of the page, read once: there is no way from a request to any other.
struct PageFiles: Sendable {
  static let start = "index.html"
  /// The modules in an order in which each uses only those before it.
  static let modules = [
    "colors.js", "maze.js", "store.js", "link.js", "frames.js", "questions.js", "latency.js", "elements.js", "board.js",
    "grip.js", "plan.js", "presums.js", "inside.js", "numbers.js", "play.js", "controls.js", "share.js", "tour.js",
    "main.js",
  ]
  static let style = "style.css"
  /// What is given without the token, by path: a page that goes on to the one below the token behind its #.
  static let door = ["/": "door.html", "/door.js": "door.js"]

  private let files: [String: [UInt8]]

  /// - Throws: `Fault` where the page is not there.
  init() throws {
    let folders = ResourceFolder.candidates("HookLab", "Page")
    guard let folder = folders.first(where: { FileSystem.isFile("\($0)/\(Self.start)") }) else {
      throw Fault(.missingResource("the page of the lab", folder: "hookkit_HookLab.resources", looked: folders))
    }
    let names = [Self.start, Self.style] + Self.modules + Self.door.values
    files = Dictionary(uniqueKeysWithValues: try names.map { ($0, try FileInput.read("\(folder)/\($0)")) })
  }

  subscript(name: String) -> [UInt8]? { files[name] }

  /// A file as text; the page is written in UTF-8.
  func text(_ name: String) -> String { String(decoding: files[name] ?? [], as: UTF8.self) }

  static func type(of name: String) -> String {
    name.hasSuffix(".js")
      ? "text/javascript; charset=utf-8"
      : name.hasSuffix(".css") ? "text/css; charset=utf-8" : "text/html; charset=utf-8"
  }
}
