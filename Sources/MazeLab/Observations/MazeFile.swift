import HookKit
import MazeEnv

/// A maze of a file, with its name.
public struct MazeFile: Sendable {
  /// The file's name: "a.maze"; of a list of states with the place in it: "venv.pkl[3]".
  public let name: String
  /// The state of the maze.
  public let state: MazeState
  /// The SHA-256 of the state's bytes.
  public var sha256: String { SHA256.hexDigest(of: state.bytes) }

  /// A maze with a name.
  public init(_ name: String, _ state: MazeState) { (self.name, self.state) = (name, state) }

  /// The maze of a file that draws one as text, or holds a grid of NumPy.
  public static func drawn(_ path: String) throws -> MazeState {
    try drawn(FileInput.read(path), path)
  }

  private static func drawn(_ bytes: [UInt8], _ path: String) throws -> MazeState {
    if let grid = try MazeGrid.maze(in: bytes, path: path) { return try MazeState(maze: grid) }
    return try FileFault.reading(path) { try MazeState(maze: Maze(text: TextFile.text(bytes, of: path))) }
  }

  /// The mazes of a file: one that is drawn as text or a grid of NumPy, one state, or a list of states.
  ///
  /// - Throws: `FileError` where it cannot be read, and what is wrong with its contents.
  public static func read(_ path: String) throws -> [MazeFile] {
    let (name, bytes) = (FileSystem.name(of: path), try FileInput.read(path))
    if let grid = try MazeGrid.maze(in: bytes, path: path) { return [MazeFile(name, try MazeState(maze: grid))] }
    // A state begins with 0 and a pickle with 128, which no text does.
    guard let first = bytes.first, [0, 0x80].contains(first) else { return [MazeFile(name, try drawn(bytes, path))] }
    let states = try MazeStateFile.states(in: bytes, source: path)
    return states.count == 1
      ? [MazeFile(name, states[0])] : states.enumerated().map { MazeFile("\(name)[\($0)]", $1) }
  }
}
