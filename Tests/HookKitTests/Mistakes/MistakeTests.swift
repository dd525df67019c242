import HookKit
import Testing

/// Mistakes in the code of an intervention are errors of the run, which name the edit, the site, the shapes and the line.
@Suite struct MistakeTests {
  private let graph: ModuleGraph
  private let inputs = SmallNetwork.inputs(3)
  init() throws { graph = try SmallNetwork.graph() }

  /// Does what it is told, wrongly.
  private struct Slip: Intervention {
    static let kind = "slip"
    @Parameter("which") var number: Int = 0
    init() {}
    init(_ number: Int) { self.number = number }

    static let three = Tensor([1, 2, 3], shape: [3])

    func callAsFunction(_ value: Tensor, _ context: EditContext) throws -> Tensor {
      switch number {
      case 0: value + Self.three
      case 1: value - Self.three
      case 2: value.combinedByRow(with: Self.three, +)
      case 3: value.reshaped([5])
      case 4: value.gathering(rows: [0, 9])
      case 5: value[rows: 2..<9]
      case 6: value.row(3)
      case 7: Tensor(repeating: value[0, 9, 0, 0], shape: value.shape)
      case 8: Tensor(repeating: Float(value.shape[7]), shape: value.shape)
      case 9: Tensor.concatenating(rows: [])
      case 10: Tensor.stacking([value, Self.three])
      case 11: value.replacing(rows: [0], by: Self.three)
      case 12: Tensor([1, 2], shape: [-1, 2])
      case 13: Tensor(repeating: 0, shape: [0, 2]).meanOverRows
      case 14: (0..<4).reduce(value) { sum, _ in sum + Self.three }
      case 15:
        { () -> Tensor in
          var stream = context.random(row: 17)
          return value.map { $0 + Float(stream.index(below: 0)) }
        }()
      default: throw Missing()
      }
    }
  }

  private struct Missing: Error {}

  @Test(arguments: 0..<16) func everySlipIsAnErrorOfTheRun(number: Int) throws {
    for engine in [EngineOptions(), EngineOptions(kernels: false, threads: 1)] {
      let error = #expect(throws: RunError.self) {
        try graph.run(inputs, under: Plan { Edit("body.conv_out", Slip(number)) }, options: RunOptions(engine: engine))
      }
      guard case .mistake(let call, let site, let problem, let place) = error else {
        Issue.record("\(number): \(error.debugDescription)")
        return
      }
      #expect(call == "slip(number: \(number))@body.conv_out" || number == 0)
      #expect(site == "body.conv_out" && !problem.isEmpty)
      #if os(Linux)
        #expect(place?.contains("MistakeTests.swift:") == true, "\(number): \(place ?? "nowhere")")
      #endif
      #expect(error?.explanation.category == .defect)
    }
    // Nothing stays behind.
    #expect(try graph.run(inputs).outputs.count == 1)
  }

  @Test func shapesAreNamed() throws {
    let error = #expect(throws: RunError.self) {
      try graph.run(inputs, under: Plan { Edit("body.conv_out", Slip()) })
    }
    #expect(error?.description.contains("[3, 2, 4, 4] and [3]") == true)
  }

  @Test func otherErrorsOfTheCodeComeThrough() {
    #expect(throws: Missing.self) { try graph.run(inputs, under: Plan { Edit("body.conv_out", Slip(99)) }) }
  }

  /// The same in what is done before the run, and in a nested run there.
  @Test func preparationsAreCovered() throws {
    struct Early: Intervention {
      static let kind = "early"
      mutating func prepare(_ context: PrepareContext) throws {
        _ = try context.graph.run(context.inputs, under: Plan { Edit(SitePattern(context.site.name), .shift(by: 1)) })
        _ = Slip.three.reshaped([2])
      }
      func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value }
    }
    let error = #expect(throws: (any Error).self) {
      try graph.run(inputs, under: Plan { Edit("body.conv_out", Early()) })
    }
    #expect(error.map { "\($0)" }?.contains("3 numbers are to fill a tensor of shape [2], which has 2") == true)
  }
}
