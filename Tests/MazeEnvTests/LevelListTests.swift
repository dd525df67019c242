import HookKit
import MazeEnv
import Testing

@Suite("Levels as they are written")
struct LevelListTests {
  @Test(arguments: [
    ("8", [8]), ("3,5,9", [3, 5, 9]), ("0-3", [0, 1, 2, 3]), ("0..3", [0, 1, 2, 3]), ("0...3", [0, 1, 2, 3]),
    ("0:3", [0, 1, 2]), ("0..<3", [0, 1, 2]), (" 7 , 4 - 5 ", [7, 4, 5]), ("2147483647", [2_147_483_647]),
  ])
  func everyForm(text: String, levels: [Int]) throws {
    let list = try LevelList(text)
    #expect(Array(list) == levels && list.count == levels.count)
    #expect(try LevelList(list.description) == list)
  }

  @Test(arguments: [
    ("", "\"\" is no level"), ("a", "\"a\" is no level"), ("-1", "is no level"), ("3-", "is no level"),
    ("1,,2", "is no level"),
    ("3..<3", "the range 3..<3 is empty"), ("5-4", "the range 5-4 is empty"), ("3,3", "level 3 is named twice"),
    ("0-9,5:20", "level 5 is named twice"), ("0..<99999999999999999999", "is no level"), ("+5", "is no level"),
    ("2147483648", "is no level of procgen"), ("0-2147483648", "is no level of procgen"),
    ("0-9223372036854775807", "is no level of procgen"),
  ])
  func whatIsWrong(text: String, problem: String) {
    #expect { try LevelList(text) } throws: {
      "\($0)".contains(problem) && ($0 as? any ExplainedError)?.explanation.category == .usage
    }
  }

  @Test func placesAreFoundInLongLists() throws {
    let list = try LevelList((0..<50_000).map { "\($0 * 3)-\($0 * 3 + 1)" }.joined(separator: ","))
    #expect(list.count == 100_000 && list[0] == 0 && list[1] == 1 && list[2] == 3 && list[99_999] == 149_998)
  }
}
