import Foundation
import HookKit
import Interventions
import MazeEnv
import MazeLab
import Testing

@Suite("Fields as JSON and arrays")
struct JSONTests {
  static func smallField(_ probabilities: [Double]) -> VectorField {
    HandMaze.field(
      probabilities, values: 1.0 / 3, grid: [[100, 2, 51], [51, 51, 51], [51, 51, 100]],
      squares: [Square(0, 0), Square(2, 2)])
  }

  @Test func fieldsAreWrittenAsDesigned() throws {
    #expect(
      try Self.smallField([0.125, 0.25, 0.5, 0, 0.125]).jsonValue().text == """
        {
          "version": 1,
          "level": 7,
          "mode": "easy",
          "facing": "state",
          "grid": [
            [100, 2, 51],
            [51, 51, 51],
            [51, 51, 100]
          ],
          "squares": [
            [0, 0],
            [2, 2]
          ],
          "groups": ["LEFT", "DOWN", "UP", "RIGHT", "NOOP"],
          "probabilities": [
            [0.125, 0.25, 0.5, 0, 0.125],
            [0.125, 0.25, 0.5, 0, 0.125]
          ],
          "arrows": [
            [0.25, -0.125],
            [0.25, -0.125]
          ],
          "values": [0.333333, 0.333333]
        }

        """)
  }

  @Test func fieldsRoundTrip() throws {
    let field = HandMaze.field([0.125, 0.25, 0.5, 0, 0.125], values: 0.5)
    let text = try field.jsonValue().text
    #expect(try JSONDecoder().decode(VectorField.self, from: Data(text.utf8)) == field)
  }

  @Test(arguments: [
    ("\"version\": 1", "\"version\": 2", "fields of version 2 cannot be read"),
    ("[100, 2, 51],", "[100, 2],", "the grid is not square"),
    ("[0, 0],", "[2, 3],", "not in row-major order"),
    ("[0.333333, 0.333333]", "[0.3]", "not one entry for each square"),
  ])
  func damagedFieldsAreRefused(part: String, replacement: String, problem: String) throws {
    let text = try Self.smallField([0, 0, 1, 0, 0]).jsonValue().text.replacingOccurrences(of: part, with: replacement)
    #expect(message { _ = try JSONDecoder().decode(VectorField.self, from: Data(text.utf8)) }.contains(problem))
  }

  @Test func comparisonsHoldPlanReceiptsAndNumbers() throws {
    let policy = try FakePolicy.constant(logits: [Float](repeating: 0, count: 15))
    let plan = Plan { Edit("fc_policy_out", .set(value: 3), on: .channels(5)) }
    let comparison = try FieldComparison.compute(HandMaze.state(), policy: policy, under: plan, renderer: .plain)
    let text = try comparison.jsonValue().text
    let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(Set(json.keys) == ["sides", "original", "patched", "difference", "plan", "receipts"])
    let difference = try #require(json["difference"] as? [String: Any])
    // UP alone gains; the arrow was nought and becomes UP's probability less DOWN's.
    let (up, down) = (exp(3.0) / (exp(3.0) + 14), 1 / (exp(3.0) + 14))
    for (key, value) in ["meanTotalVariation": up - 1.0 / 15, "meanArrowChange": up - down] {
      #expect(abs((difference[key] as? Double ?? 0) - value) < 1e-6, "\(key)")
    }
    let decision = try #require(difference["decisionSquare"] as? [String: Any])
    #expect(decision["square"] as? [Int] == [0, 0])
    let patched = try #require(decision["patched"] as? [String: Double])
    #expect(abs((patched["towardsCheese"] ?? 0) - exp(3.0) / (exp(3.0) + 14)) < 1e-6)
    let receipts = try #require(json["receipts"] as? [[String: Any]])
    #expect(receipts.map { $0["call"] as? String } == ["set(value: 3)@fc_policy_out[[5]]"])
    let planText = try JSONValue(text: text)
    #expect(planText == (try JSONValue(text: planText.text)), "the text round-trips")
  }

  @Test func arraysKeepTheirRecipe() throws {
    let comparison = try FieldComparison(
      original: HandMaze.field([0, 0, 1, 0, 0]), patched: HandMaze.field([0, 0, 0, 1, 0]))
    let bytes = try comparison.archive(recipe: "{\"level\":7}").npzBytes(for: "test.npz")
    let archive = try TensorArchive(bytes, source: "test.npz")
    #expect(archive.metadata["recipe"] == "{\"level\":7}")
    #expect(archive["original/probabilities"]?.shape == [6, 5] && archive["patched/arrows"]?.shape == [6, 2])
    #expect(archive["difference/arrows"]?.row(3).scalars == [-1, 1])
    // What identifies squares and cells are whole numbers: they index arrays.
    for (name, array) in try TypedArray.arrays(npz: bytes, source: "test.npz") {
      let isWhole = name.hasSuffix("grid") || name.hasSuffix("squares")
      #expect(array.elementType == (isWhole ? .int64 : .float32), "\(name)")
    }
    #expect(archive["original/grid"]?.shape == [3, 3] && archive["original/squares"]?.row(5).scalars == [2, 2])
  }

  @Test func wholeNumbersAreReadExactly() throws {
    for text in ["9007199254740993", "9223372036854775807", "-9007199254740993", "5"] {
      #expect(try JSONValue(text: "[\(text)]").line == "[\(text)]")
    }
    #expect(try JSONValue(text: "[0.5]") == .array([.number(0.5)]))
  }

  @Test func textIsEscaped() throws {
    let value = JSONValue.object([.init("a\"\\\n\u{1}\u{1F}é", .array([.null, .bool(true), .number(-0.5)]))])
    #expect(value.line == #"{"a\"\\\n\u0001\u001fé":[null,true,-0.5]}"#)
    #expect(try JSONValue(text: value.text) == value)
    #expect(JSONValue.number(.nan).line == "null")
  }
}
