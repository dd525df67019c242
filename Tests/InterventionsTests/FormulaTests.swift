import Foundation
import HookKit
import HookKitTesting
import Interventions
import Testing

/// Formulas by hand: what they compute, what they declare, and what is said of text that is none.
@Suite struct FormulaTests {
  private static let values: [Float] = [-2, -0.5, 0, 0.25, 1, 3]

  private func result(_ text: String) throws -> [Float] {
    try Bench(Tensor(Self.values, shape: [1, 6])).result(Formula(text)).scalars
  }

  /// A formula, and what it makes of an element.
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let expected: @Sendable (Float) -> Float
    var testDescription: String { text }

    init(_ text: String, _ expected: @escaping @Sendable (Float) -> Float) {
      (self.text, self.expected) = (text, expected)
    }
  }

  static let cases: [Case] = [
    Case("x * 2") { $0 * 2 }, Case("2 - x / 4") { 2 - $0 / 4 }, Case("-x ^ 2 + 7") { 7 - $0 * $0 },
    Case("2 ^ 3 ^ 0 * x + 1") { 2 * $0 + 1 }, Case("2 ^ -x") { pow(2, -$0) },
    Case("(x + 1) * (x - 1)") { ($0 + 1) * ($0 - 1) }, Case("where(x > 0.5, x, 5)") { $0 > 0.5 ? $0 : 5 },
    Case("(x >= 0) - 3 * (x < 0)") { $0 >= 0 ? 1 : -3 }, Case("(x == 0) + 2 * (x != 0)") { $0 == 0 ? 1 : 2 },
    Case("x <= 0.25") { $0 <= 0.25 ? 1 : 0 }, Case("min(x, 0.5) + max(x, -1)") { min($0, 0.5) + max($0, -1) },
    Case("abs(x) + relu(x) + 1") { abs($0) + max($0, 0) + 1 }, Case("exp(x)") { exp($0) },
    Case("log(x ^ 2 + 1) - 1") { log($0 * $0 + 1) - 1 }, Case("sqrt(abs(x)) - 9") { abs($0).squareRoot() - 9 },
    Case("tanh(x) + 1e-1") { tanh($0) + 0.1 }, Case("1.5e1 - .5") { _ in 14.5 },
  ]

  @Test(arguments: cases) func whatIsComputed(formula: Case) throws {
    for (actual, value) in zip(try result(formula.text), Self.values) {
      let expected = formula.expected(value)
      #expect(abs(actual - expected) <= 1e-6 * max(1, abs(expected)), "\(formula.text) of \(value)")
    }
  }

  @Test func channelsAndCells() throws {
    let bench = try Bench(Tensor(repeating: 1, shape: [2, 2, 3, 4]))
    let row = (0..<24).map { (k: Int) -> Float in Float(100 * (k / 12) + 10 * (k / 4 % 3) + k % 4) }
    let result: [Float] = try bench.result(.formula("100 * c + 10 * i + j")).scalars
    #expect(result == row + row)
    #expect(try Bench(Tensor(repeating: 9, shape: [1, 3])).result(.formula("c + x")).scalars == [9, 10, 11])
    let message = try Bench(Tensor(repeating: 9, shape: [1, 3])).message(.formula("i"))
    #expect(message.contains("uses i, and body_in0 of shape [3] has no cells"))
  }

  /// Longer than a chunk, so that the last one is not whole.
  @Test func longRowsAreComputedInParts() throws {
    let values = Tensor((0..<2400).map { Float($0) - 700 }, shape: [2, 1200])
    let result = try Bench(values).result(.formula("(x + c) * 0.5 - max(x, c)"))
    let expected = values.scalars.enumerated().map { k, x in (x + Float(k % 1200)) * 0.5 - max(x, Float(k % 1200)) }
    #expect(result.scalars == expected)
  }

  @Test func theOriginalIsWhatWouldBeThere() throws {
    let bench = try Bench(Tensor(Self.values, shape: [1, 6]))
    let plan = Plan {
      Edit("input", .set(value: 7))
      Edit("input", .formula("x + 2 * original"))
    }
    let run = try bench.graph.run(bench.inputs, under: plan, capturing: ["input"])
    #expect(run[bench.site.name].scalars == Self.values.map { 7 + 2 * $0 })
  }

  @Test func tensorsBesideAFormula() throws {
    let bench = try Bench(Tensor(Self.values, shape: [1, 6]))
    let vector = TensorSource.values(Tensor([1, 2, 3, 4, 5, 6], shape: [6]))
    #expect(
      try bench.result(.formula("x - 2 * v", v: vector)).scalars
        == zip(Self.values, [1, 2, 3, 4, 5, 6]).map { $0 - 2 * $1 })
    let number = TensorSource.values(Tensor([0.5], shape: []))
    #expect(try bench.result(.formula("v * x + w", v: number, w: vector)).scalars == [0, 1.75, 3, 4.125, 5.5, 7.5])
    let channels = TensorSource.values(Tensor([10, 20], shape: [2, 1, 1]))
    let images = try Bench(Tensor(repeating: 1, shape: [2, 2, 1, 2]))
    #expect(try images.result(.formula("x + v", v: channels)).scalars == [11, 11, 21, 21, 11, 11, 21, 21])
    #expect(bench.message(Formula("x + v")).contains("uses v, which is not given; give it: v: direction.npz"))
    #expect(bench.message(Formula("x", w: vector)).contains("w is given, and the formula does not use it"))
    #expect(bench.message(Formula("x + v", v: channels)).contains("[2, 1, 1]"))
  }

  @Test func lawsHoldWithTensors() throws {
    let setting = try LawSetting(shape: [3, 4, 5], at: "body_out")
    for formula in [
      Formula("x + 2 * v", v: "site input"), Formula("x * v - w", v: "original", w: .values(Tensor([2], shape: []))),
    ] {
      #expect(try Laws.violations(of: formula, isRandom: false, in: [setting]) == [])
    }
  }

  @Test(arguments: [
    "x * 2 - c", "x + c", "2 - x", "x / (c + 1)", "where(x > 0, x, -1)", "original - x / 2", "c + 1",
    "x * (j < 2) + tanh(x) * (i == 1)",
  ])
  func lawsHold(text: String) throws {
    let shapes: [Shape] = text.contains("i ==") ? [[3, 4, 5]] : [[3, 4, 5], [6]]
    #expect(try Laws.violations(of: Formula(text), identity: Formula("x"), isRandom: false, shapes: shapes) == [])
  }

  @Test func whatIsDeclared() {
    #expect(Formula("x * 2 + c").locality == .elementwise && !Formula("x").overwrites)
    #expect(Formula("original + x").locality == .row && Formula("original").readsOriginal)
    #expect(Formula("x + v", v: "original").readsOriginal && Formula("x + v", v: "site a").reads == ["a"])
    #expect(
      Formula("x + c").algebra == .adds && Formula("c - x").algebra == .other && Formula("x - x").algebra == .other)
    #expect(Formula("2 * x").algebra == .multiplies && Formula("2 / x").algebra == .other)
    #expect(Formula("c * 2").overwrites && Formula("original").overwrites && !Formula("x * 0").overwrites)
    for identity in ["x", "x * 1", "1 * x", "x / 1", "(x) ^ 1"] { #expect(Formula(identity).isIdentity, "\(identity)") }
    #expect(!Formula("x + 0").isIdentity && !Formula("x * 2").isIdentity)
  }

  @Test func callsAndFilesSpellIt() throws {
    let registry = try Registry.builtIn
    for text in [
      "formula(\"x * 2\")@a", "formula(\"0\")@a", "formula(\"where(x > 0.5, x, 0)\")@a->b[3]",
      "formula(\"x + v\", v: a.npz, w: [1, 2])@a",
    ] {
      let edit = try CallSyntax.edit(text, registry: registry)
      #expect(edit.description == text)
      #expect(try Plan(text: Plan(edits: [edit]).json, registry: registry).edits == [edit])
    }
    #expect(
      try CallSyntax.edit("formula(text: 'x / 2')@a", registry: registry)
        == CallSyntax.edit("formula(\"x / 2\")@a", registry: registry))
  }

  @Test(
    arguments: [
      ("x *", 3, "expected a value"), ("x + y", 4, "there is no y"), ("min(x)", 0, "min takes 2 values, not 1"),
      ("relu", 4, "expected ( after relu"), ("(x + 1", 6, "expected )"), ("x 2", 2, "expected an operator or the end"),
      ("0 < x < 1", 6, "comparisons cannot follow each other"), ("x ** 2", 3, "expected a value"),
      ("", 0, "expected a value"),
      ("1e99", 0, "1e99 is no number"), ("where(x > 0, x)", 0, "where takes 3 values, not 2"),
      ("x & 1", 2, "expected an op"),
      ("1.2.3", 0, "1.2.3 is no number"), ("min(x, 2", 8, "expected , or )"),
    ] as [(String, Int, String)])
  func whatIsNoFormulaIsAnErrorWithItsPlace(text: String, position: Int, problem: String) throws {
    let message = try Bench(Tensor(Self.values, shape: [1, 6])).message(Formula(text))
    #expect(message.contains(problem), "\(message)")
    #expect(message.contains("\n  \(text)\n  \(String(repeating: " ", count: position))^"), "\(message)")
  }

  @Test(arguments: [
    String(repeating: "(", count: 5000), String(repeating: "-", count: 5000) + "x",
    "x" + String(repeating: "^x", count: 5000),
  ])
  func deepNestingIsAnError(text: String) throws {
    #expect(try Bench(Tensor(Self.values, shape: [1, 6])).message(Formula(text)).contains("nested too deeply"))
  }

  @Test func lengthHasABound() throws {
    let bench = try Bench(Tensor(Self.values, shape: [1, 6]))
    #expect(bench.message(Formula("x" + String(repeating: "+x", count: 1001))).contains("too long"))
    #expect(bench.message(Formula("x" + String(repeating: "+x", count: 1000))) == "")
  }

  @Test func whatIsNotFiniteNamesTheEdit() throws {
    let message = try Bench(Tensor(Self.values, shape: [1, 6])).message(.formula("1 / x"))
    #expect(message.contains("formula(\"1 / x\")@input: made 1 elements of body_in0 infinite or not a number"))
    #expect(message.contains("where(x != 0, 1 / x, 0)"))
    #expect(try result("where(x != 0, 1 / x, 0)") == Self.values.map { $0 == 0 ? 0 : 1 / $0 })
    let bench = try Bench(Tensor(Self.values, shape: [1, 6]))
    #expect(try bench.result(.formula("1 / x"), on: .channels(0)).scalars[0] == -0.5)
  }
}
