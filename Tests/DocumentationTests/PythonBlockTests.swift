import Foundation
import Testing

/// The Python of the pages prints what they say, with the real NumPy and pandas.
@Suite struct PythonBlockTests {
  @Test(
    .enabled(if: Shell.hasPictures, "procgen's pictures are not installed"),
    .enabled(if: PythonProgram.path != nil, "no Python with NumPy, pandas and safetensors; `make python` makes one"),
    arguments: try Page.all().filter { page in page.blocks.contains { $0.isRunPython } }.map(\.path))
  func pythonPrintsWhatThePageSays(path: String) throws {
    let shell = try Shell()
    let blocks = try Page(path).blocks
    for (index, block) in blocks.enumerated() {
      if let name = block.fileName { try shell.write(block.text, to: name) }
      if block.language == "console" { for step in Transcript(block).steps { _ = try shell.run(step.command) } }
      guard block.isRunPython, !block.has("torch") || PythonProgram.hasTorch else { continue }
      let place = "\(path), line \(block.line)"
      #expect(blocks.indices.contains(index + 1) && blocks[index + 1].language == "text", "\(place): prints nothing")
      try shell.write(block.text, to: "block.py")
      let (lines, status) = try shell.run("\(PythonProgram.path ?? "python3") block.py")
      #expect(status == 0, "\(place)\n\(lines.joined(separator: "\n"))")
      let shown = blocks[index + 1].text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      #expect(Match.matches(shown, lines), "\(place)\nprints\n\(lines.joined(separator: "\n"))\n")
    }
  }

  /// What needs PyTorch is run where the Python has it.
  @Test(.enabled(if: PythonProgram.path != nil && !PythonProgram.hasTorch, "PyTorch is there, and is tested"))
  func whatNeedsTorchIsMarked() throws {
    for block in try Page.all().flatMap(\.blocks) where block.isRunPython && block.text.contains("import torch") {
      #expect(block.has("torch"), "\(block.page), line \(block.line)")
    }
  }
}

extension CodeBlock {
  fileprivate var isRunPython: Bool { language == "python" && has("run") }
}

/// The Python that blocks are run by: `HOOKKIT_PYTHON`, that of `make python`, or the system's.
private enum PythonProgram {
  /// Nil where none has the packages.
  static let path = candidates.first { imports("numpy, pandas, safetensors", $0) }
  static let hasTorch = path.map { imports("torch", $0) } ?? false

  private static var candidates: [String] {
    [
      ProcessInfo.processInfo.environment["HOOKKIT_PYTHON"],
      Page.root.appendingPathComponent("Scripts/python/.venv/bin/python").path, "python3",
    ].compactMap(\.self)
  }

  private static func imports(_ packages: String, _ program: String) -> Bool {
    (try? Shell().run("'\(program)' -c 'import \(packages)'"))?.status == 0
  }
}
