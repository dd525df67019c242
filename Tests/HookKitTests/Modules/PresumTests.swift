import HookKit
import Testing

/// What input channels add must add up to what the layers say.
@Suite struct PresumTests {
  private func random(_ shape: Shape, _ seed: UInt64) -> Tensor {
    var stream = RandomStream(seed: seed)
    return Tensor(stream.normals(shape.count), shape: shape)
  }

  /// The sum over the third axis of `[N, out, in, ...]`.
  private func sums(_ presums: Tensor) -> Tensor {
    let sizes = presums.shape.sizes, cells = sizes[3...].reduce(1, *)
    return Tensor(shape: Shape([sizes[0], sizes[1]] + sizes[3...])) { output in
      for row in 0..<sizes[0] * sizes[1] {
        for cell in 0..<cells {
          output[row * cells + cell] = (0..<sizes[2]).reduce(0) {
            $0 + presums.scalars[(row * sizes[2] + $1) * cells + cell]
          }
        }
      }
    }
  }

  @Test(arguments: [(3, 1, 1), (3, 2, 1), (4, 2, 0), (1, 1, 0)])
  func convolutionsAddUp(kernel: Int, stride: Int, padding: Int) throws {
    let conv = Conv2d(
      weight: random([4, 3, kernel, kernel], 1), bias: Tensor(repeating: 0, shape: [4]), stride: stride,
      padding: padding)
    let input = random([2, 3, 9, 7], 2)
    let presums = try conv.presums(input), output = try conv.forward([input])
    #expect(presums.shape.row == (try conv.presumShape(of: [3, 9, 7])))
    let sums = sums(presums)
    #expect(sums.shape == output.shape)
    #expect(zip(sums.scalars, output.scalars).allSatisfy { abs($0 - $1) < 1e-4 })
  }

  /// An input channel of zeros adds nothing, and nothing else changes.
  @Test func everyTermIsOfItsChannelAlone() throws {
    let conv = Conv2d(weight: random([2, 3, 3, 3], 5), bias: random([2], 6), padding: 1)
    let input = random([1, 3, 4, 4], 7)
    var scalars = input.scalars
    for place in 16..<32 { scalars[place] = 0 }
    let (whole, without) = (try conv.presums(input), try conv.presums(Tensor(scalars, shape: input.shape)))
    for out in 0..<2 {
      for channel in 0..<3 {
        for y in 0..<4 {
          for x in 0..<4 {
            #expect(without[0, out, channel, y, x] == (channel == 1 ? 0 : whole[0, out, channel, y, x]))
          }
        }
      }
    }
  }

  @Test func linearLayersAddUp() throws {
    let linear = Linear(weight: random([5, 8], 1), bias: Tensor(repeating: 0, shape: [5]))
    let input = random([3, 8], 2)
    let presums = try linear.presums(input)
    #expect(presums.shape == [3, 5, 8])
    let output = try linear.forward([input])
    #expect(zip(sums(presums).scalars, output.scalars).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  private func network() throws -> ModuleGraph {
    var builder = GraphBuilder(input: [2, 4, 4])
    let conv = Conv2d(weight: random([3, 2, 3, 3], 1), bias: random([3], 2), padding: 1)
    let hidden = try builder.sequence(
      [("conv", conv), ("relu", ReLU()), ("flatten", Flatten())], from: builder.input)
    try builder.add("fc", Linear(weight: random([2, 48], 3), bias: random([2], 4)), hidden)
    return builder.graph
  }

  @Test func graphsAddUpToTheirSites() throws {
    let graph = try network()
    let sites = [try #require(graph.site(named: "conv_out")), try #require(graph.site(named: "fc_out"))]
    let inputs = Inputs(random([2, 2, 4, 4], 9))
    let (presums, _) = try graph.presums(inputs, at: sites)
    let values = try graph.run(inputs, capturing: ["conv_out", "fc_out"])
    for site in sites {
      let sums = sums(try #require(presums[site.name])), value = values[site.name]
      #expect(presums[site.name]?.shape.row == (try graph.presumShape(at: site)))
      let layer = try #require(graph[String(site.name.dropLast(4))]).module
      let bias = try #require(layer.parameters.first { $0.name == "bias" }).value
      let cells = value.shape.count / (2 * bias.shape[0])
      for place in sums.scalars.indices {
        let expected = value.scalars[place] - bias.scalars[place / cells % bias.shape[0]]
        #expect(abs(sums.scalars[place] - expected) < 1e-5, "\(site.name) \(place)")
      }
    }
  }

  @Test func otherSitesAreErrors() throws {
    let graph = try network()
    let site = try #require(graph.site(named: "relu_out"))
    let error = #expect(throws: Fault.self) { try graph.presums(Inputs(random([1, 2, 4, 4], 9)), at: [site]) }
    #expect(error?.explanation.remedy == "use one of \"conv_out\", \"fc_out\"")
  }
}
