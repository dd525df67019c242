import ArgumentParser

/// `hookctl maze`: mazes themselves, without a policy.
struct MazeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "maze",
    abstract: "Look at mazes, edit them, and find levels.",
    discussion: """
      A maze is a level (--level N), a saved state (--state FILE) or a drawn maze (--maze FILE). Squares \
      are ROW,COLUMN of the maze without the walls around it, row 0 at the bottom.

      EXAMPLES
        hookctl maze show --level 0
        hookctl maze find --levels 0-99 --where decision-square 'size>=15'
      """,
    subcommands: [
      MazeShowCommand.self, MazeStateCommand.self, MazeEditCommand.self, MazeFindCommand.self, MazeParityCommand.self,
    ])
}
