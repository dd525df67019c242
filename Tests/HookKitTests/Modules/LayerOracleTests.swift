import Foundation
import HookKit
import Testing

/// Layers of small policies against NumPy: `Scripts/oracles/make_modules.py`.
@Suite struct LayerOracleTests {
  struct Numbers: Decodable {
    let shape: [Int]
    let values: [Float]
    var tensor: Tensor { Tensor(values, shape: Shape(shape)) }
  }

  struct Record: Decodable, CustomTestStringConvertible {
    let name: String
    let inputs: [Numbers]
    let parameters: [String: Numbers]
    let output: Numbers
    var testDescription: String { name }
    func parameter(_ name: String) throws -> Tensor { try #require(parameters[name]).tensor }
  }

  static let records: [Record] = {
    let url = Bundle.module.url(forResource: "Fixtures/modules", withExtension: "json")
    return url.flatMap { try? JSONDecoder().decode([Record].self, from: Data(contentsOf: $0)) } ?? []
  }()

  @Test func allLayersAreThere() { #expect(Self.records.count == 30) }

  @Test(arguments: records) func agreesWithNumPy(record: Record) throws {
    let (module, inputs) = (try Self.module(record), record.inputs.map(\.tensor))
    let output = try module.forward(inputs)
    #expect(output.shape == record.output.tensor.shape)
    #expect(try module.outputShape(of: inputs.map(\.shape.row)) == output.shape.row)
    for (own, wanted) in zip(output.scalars, record.output.values) {
      #expect(abs(own - wanted) <= 2e-6 * max(1, abs(wanted)), "\(own) is not \(wanted)")
    }
    try inGraph(module, inputs, output)
  }

  /// In a graph the engine gives the same, rows alone or together.
  private func inGraph(_ module: any Module, _ inputs: [Tensor], _ output: Tensor) throws {
    guard inputs.count == 1 else { return }
    var builder = GraphBuilder(input: inputs[0].shape.row)
    try builder.sequence([("layer", module), ("after", Reshape(output.shape.row))], from: builder.input)
    let run = try builder.graph.run(inputs[0], capturing: "layer_out")
    #expect(run["layer_out"].isIdentical(to: output))
    let alone = try builder.graph.run(inputs[0][rows: 1..<2], capturing: "layer_out")
    #expect(alone["layer_out"].isIdentical(to: output[rows: 1..<2]))
  }

  private static func module(_ record: Record) throws -> any Module {
    switch record.name {
    case "leakyReLU": LeakyReLU(slope: 0.2)
    case "elu": ELU(alpha: 1.5)
    case "gelu": GELU()
    case "geluTanh": GELU(isApproximate: true)
    case "sigmoid": Sigmoid()
    case "tanh": Tanh()
    case "batchNormImage", "batchNormVector":
      BatchNorm(
        weight: try record.parameter("weight"), bias: try record.parameter("bias"),
        mean: try record.parameter("running_mean"), variance: try record.parameter("running_var"))
    case "layerNormLast", "layerNormAll":
      LayerNorm(weight: try record.parameter("weight"), bias: try record.parameter("bias"))
    case "averagePool": AveragePool2d(kernel: 2)
    case "averagePoolPadded": AveragePool2d(kernel: 3, stride: 2, padding: 1)
    case "averagePoolUncounted": AveragePool2d(kernel: 3, stride: 2, padding: 1, countsPadding: false)
    case "adaptivePool": AdaptiveAveragePool2d(height: 3, width: 2)
    case "adaptivePoolOne": AdaptiveAveragePool2d(height: 1, width: 1)
    case "softmax0": Softmax(axis: 0)
    case "softmax1": Softmax(axis: 1)
    case "logSoftmax": Softmax(axis: 1, isLogarithm: true)
    case "reshape": Reshape([2, 6])
    case "transpose": Transpose([1, 0])
    case "transposeImage": Transpose([2, 0, 1])
    case "concat0": Concat(3, axis: 0)
    case "concat1": Concat(2, axis: 1)
    case "multiply": Multiply()
    case "subtract": Subtract()
    case "affine": Affine(scale: 0.25, shift: -3)
    case "narrow": Narrow(1..<3)
    case "narrowLast": Narrow(axis: 1, 2..<4)
    case "gruCell":
      GRUCell(
        weightIH: try record.parameter("weight_ih"), weightHH: try record.parameter("weight_hh"),
        biasIH: try record.parameter("bias_ih"), biasHH: try record.parameter("bias_hh"))
    case "lstmCell":
      LSTMCell(
        weightIH: try record.parameter("weight_ih"), weightHH: try record.parameter("weight_hh"),
        biasIH: try record.parameter("bias_ih"), biasHH: try record.parameter("bias_hh"))
    default: throw UnknownLayer(name: record.name)
    }
  }

  private struct UnknownLayer: Error { let name: String }

  @Test func shapesThatDoNotFitAreErrors() {
    let cases: [(any Module, [Shape])] = [
      (BatchNorm(weight: ones(3), bias: ones(3), mean: ones(3), variance: ones(3)), [[4, 2, 2]]),
      (LayerNorm(weight: ones(3), bias: ones(3)), [[3, 4]]), (AveragePool2d(kernel: 3), [[1, 2, 2]]),
      (AdaptiveAveragePool2d(height: 1, width: 1), [[4]]), (Softmax(axis: 1), [[4]]), (Reshape([5]), [[4]]),
      (Transpose([1, 0]), [[4]]), (Concat(2), [[1, 2], [1, 3]]), (Multiply(), [[2], [3]]), (Subtract(), [[2], [3]]),
      (Narrow(1..<3), [[2]]), (Narrow(axis: 1, 0..<1), [[2]]),
    ]
    for (module, rows) in cases { #expect(throws: ModuleError.self) { try module.outputShape(of: rows) } }
  }

  private func ones(_ count: Int) -> Tensor { Tensor(repeating: 1, shape: [count]) }
}
