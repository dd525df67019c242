import ArgumentParser
import HookCtlRunner
import MazeEnv
import MazeLab
import Testing

/// What options and conditions look like.
@Suite struct GrammarTests {
  @Test(arguments: [
    ("size=13", true), (" size = 13 ", true), ("size!=13", false), ("size>=13", true), ("size>13", false),
    ("size<14", true),
    ("size<=12", false), ("cheese=5,0", true), ("cheese!=5,0", false), ("cheese=0,5", false),
    ("decision-square", true),
    ("no-decision-square", false), ("decision-square=6,4", true), ("no-cheese", false),
    ("cheese-row=5", true),
    ("cheese-column<1", true), ("distance-to-cheese=15", true), ("distance-to-corner=32", true),
    ("squares=96", true),
    ("cheese-in-top-right=13", true), ("cheese-in-top-right=12", false), ("cheese-in-top-right!=12", true),
    ("decision-to-cheese>0", true), ("distance-to-decision<15", true), ("background>=0", true),
  ])
  func conditionsOnLevelZero(text: String, holds: Bool) throws {
    let facts = try LevelFacts(level: 0, mode: .hard)
    #expect(try LevelCondition(text).holds(for: facts) == holds)
  }

  @Test func whatALevelDoesNotHaveMeetsNoComparison() throws {
    let level = try #require(try (0..<100).first { try Maze(level: $0).decisionSquare == nil })
    let facts = try LevelFacts(level: level, mode: .hard)
    for text in [
      "decision-square=0,0", "decision-square!=0,0", "decision-to-cheese>=0", "decision-to-cheese<0",
      "decision-square",
    ] {
      #expect(try !LevelCondition(text).holds(for: facts), "\(text)")
    }
    #expect(try LevelCondition("no-decision-square").holds(for: facts))
  }

  @Test(arguments: [
    "", "=", "size=", "size==13", "size>a", "sise=3", "cheese=3", "cheese=3,4,5", "cheese<3,4", "no-size",
    "size",
    "cheese-in-top-right", "cheese-in-top-right=0", "cheese-in-top-right>3", "!size", "size!13",
  ])
  func faultyConditionsAreRefused(text: String) {
    #expect(throws: ConditionError.self) { try LevelCondition(text) }
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
