import ArgumentParser
import HookCtlRunner
import HookKit
import MazeEnv
import MazeLab
import Testing

/// What options and conditions look like.
@Suite struct GrammarTests {
  private static let registry = Result { try Extensions.builtIn.registry }

  private static func condition(_ text: String) throws -> MazeCondition { try MazeCondition(text, registry.get()) }

  @Test(arguments: [
    ("size 13..25", true), ("size 14..25", false), ("cheese-row 0 .. 5", true), ("open 0,0", true), ("wall 0,0", false),
    ("wall 1, 1", true), ("open 1,1", false), ("open 13,0", false), ("wall 13,0", false),
    ("size=13", true), (" size = 13 ", true), ("size!=13", false), ("size>=13", true), ("size>13", false),
    ("size<14", true), ("size<13.5", true), ("size>12.5", true),
    ("size<=12", false), ("cheese=5,0", true), ("cheese!=5,0", false), ("cheese=0,5", false),
    ("decision-square", true), ("decisionSquare", true), ("no_decision_square", false),
    ("no-decision-square", false), ("decision-square=6,4", true), ("no-cheese", false),
    ("cheese-row=5", true),
    ("cheese-column<1", true), ("steps-between-start-cheese=15", true), ("steps-between-start-top-right=32", true),
    ("squares=96", true), ("cheese-region=13", true), ("cheese-region<=12", false),
    ("euc-dist-cheese-top-right>10", true),
    ("steps-between-cheese-decision-square>0", true), ("steps-between-start-decision-square<15", true),
    ("background>=0", true),
    // What they were called before.
    ("distance-to-cheese=15", true), ("distance-to-corner=32", true), ("decision-to-cheese>0", true),
    ("distance-to-decision<15", true), ("cheese-to-corner>0", true),
    ("cheese-in-top-right=13", true), ("cheese-in-top-right=12", false), ("cheese-in-top-right!=12", true),
  ])
  func conditionsOnLevelZero(text: String, holds: Bool) throws {
    let maze = MeasuredMaze(try Maze(level: 0, mode: .hard), level: 0)
    #expect(try Self.condition(text).holds(for: maze) == holds)
  }

  @Test func whatALevelDoesNotHaveMeetsNoComparison() throws {
    let level = try #require(try (0..<100).first { try Maze(level: $0).decisionSquare == nil })
    let maze = MeasuredMaze(try Maze(level: level, mode: .hard), level: level)
    for text in [
      "decision-square=0,0", "decision-square!=0,0", "steps-between-cheese-decision-square>=0",
      "steps-between-cheese-decision-square<0", "decision-square",
    ] {
      #expect(try !Self.condition(text).holds(for: maze), "\(text)")
    }
    #expect(try Self.condition("no-decision-square").holds(for: maze))
  }

  @Test(arguments: [
    "", "=", "size=", "size==13", "size>a", "sise=3", "cheese=3", "cheese=3,4,5", "cheese<3,4", "no-size",
    "size", "size>nan", "size<inf", "size=1e309", "size=0xd", "cheese-in-top-right", "cheese-region", "!size",
    "size!13",
    "mouse=3,4", "no-", "=3", "size 25..13", "size 1..2..3", "size a..b", "open 3", "wall 1,2,3", "open a,b",
    "sise 1..2",
    "cheese 1..2",
  ])
  func faultyConditionsAreRefused(text: String) {
    #expect(throws: Fault.self) { try Self.condition(text) }
  }

  @Test func squares() throws {
    #expect(try SquareText.square("3,4") == Square(3, 4))
    #expect(try SquareText.square(" 3, 4") == Square(3, 4))
    for text in ["", "3", "3,", "3,4,5", "a,b", ",,"] {
      #expect(throws: (any Error).self) { try SquareText.square(text) }
    }
  }

  @Test func commandsAreQuotedAsAShellNeedsThem() {
    #expect(CommandText.quoted("--out") == "--out")
    #expect(CommandText.quoted("noise(scale: 1)@a") == "'noise(scale: 1)@a'")
    #expect(CommandText.quoted("it's") == "'it'\\''s'")
    #expect(CommandText.quoted("") == "''")
  }
}
