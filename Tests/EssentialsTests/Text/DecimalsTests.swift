import Essentials
import Testing

@Suite struct DecimalsTests {
  @Test(arguments: [
    (0.12345, "0.1235"), (-0.00001, "0.0000"), (-1.5, "-1.5000"), (1234.5, "1234.5000"), (.infinity, "∞"),
    (.nan, "not a number"), (2e12, "2000000000000.0"),
  ])
  func numbers(value: Double, text: String) { #expect(value.fourDecimals == text) }

  @Test func groups() { #expect(1_234_567.25.groupedFourDecimals == "1,234,567.2500") }

  @Test func asManyAsAsked() {
    #expect([0, 1, 2].map { 2.345.decimals($0) } == ["2", "2.3", "2.35"] && (-0.5).decimals(3) == "-0.500")
    #expect(0.000000314.powerOfTen == "3.1e-07")
  }
}
