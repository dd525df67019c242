import CKernels
import HookKit
import Testing

/// The kernels for every sort of processor, against the definitions: SSE2 too, which the widest would otherwise hide.
@Suite struct VectorWidthTests {
  /// Values that meet every kernel: Winograd with and without ReLU and residual, unfolding, pooling, sums, rectifiers and
  /// products whose sizes are no multiple of anything.
  private static func graph() throws -> ModuleGraph {
    var parameters = RandomParameters(seed: 6)
    var builder = GraphBuilder(input: [3, 22, 21])
    func conv(
      _ name: String, _ from: Int, _ to: Int, _ input: GraphBuilder.Value, kernel: Int = 3
    ) throws -> GraphBuilder.Value {
      try builder.add(name, parameters.conv2d(name, from: from, to: to, kernel: kernel, padding: kernel / 2), input)
    }
    let first = try conv("unfolded", 3, 32, builder.input)
    let pooled = try builder.add("pool", MaxPool2d(kernel: 3, stride: 2, padding: 1), first)
    // As TensorFlow pools; an output of its own.
    try builder.add("late", MaxPool2d(kernel: 3, stride: 2, padding: 0, endPadding: 1), first)
    let relu = try builder.add("relu1", ReLU(), pooled)
    let tiled = try conv("tiled", 32, 48, relu)
    let back = try conv("back", 48, 32, tiled)
    let sum = try builder.add("sum", Add(), back, pooled)
    let odd = try conv("odd", 32, 19, sum, kernel: 5)
    let last = try builder.add("relu2", ReLU(), odd)
    let twice = try builder.add("twice", Add(), last, odd)
    let flat = try builder.add("flat", Flatten(), twice)
    let wide = try builder.add("wide", parameters.linear("wide", from: 19 * 11 * 11, to: 70), flat)
    try builder.add("out", parameters.linear("out", from: 70, to: 7), wide)
    return builder.graph
  }

  private static func inputs(_ rows: Int) -> Inputs {
    var stream = RandomStream(seed: 12)
    let base = stream.normals(3 * 22 * 21)
    return Inputs(
      Tensor(
        (0..<rows).flatMap { row in
          var image = base
          image[row * 17 % image.count] += 2
          return image
        }, shape: [rows, 3, 22, 21]))
  }

  @Test(arguments: VectorWidth.available, [1, 5, 30])
  func everyWidthGivesWhatTheDefinitionsGive(vectors: VectorWidth, rows: Int) throws {
    let (graph, inputs) = (try Self.graph(), Self.inputs(rows))
    for captures in [[], ["*"]] as [[Capture]] {
      let definitions = EngineOptions(kernels: false)
      let expected = try graph.run(inputs, capturing: captures, options: RunOptions(engine: definitions))
      for related in [true, false] {
        let engine = EngineOptions(relatesRows: related, vectors: vectors)
        let actual = try graph.run(inputs, capturing: captures, options: RunOptions(engine: engine))
        for (name, value) in expected.captured.merging(expected.outputs, uniquingKeysWith: { first, _ in first }) {
          let difference = (actual[name] - value).largestMagnitude
          #expect(difference <= 1e-5 * value.largestMagnitude, "\(name), related: \(related)")
        }
      }
    }
  }

  /// If the width did nothing, SSE2 would fuse multiplications with additions as AVX2 does.
  @Test(.enabled(if: VectorWidth.widest != .sse2, "this processor has SSE2 only"))
  func theWidthIsTheOneThatWasAskedFor() throws {
    let (graph, inputs) = (try Self.graph(), Self.inputs(4))
    let narrow = try graph.run(inputs, options: RunOptions(engine: EngineOptions(vectors: .sse2)))
    let wide = try graph.run(inputs, options: RunOptions(engine: EngineOptions(vectors: .widest)))
    #expect(narrow["out_out"] != wide["out_out"])
  }

  /// Sums of float64 in a fixed order: the same on every processor, and as written down here.
  @Test(arguments: [(1, 1, 1), (5, 7, 3), (4, 8, 64), (9, 33, 100)])
  func definitionsAreTheSameBitsInEveryWidth(m: Int, n: Int, k: Int) {
    var stream = RandomStream(seed: 2)
    let (a, b, bias) = (stream.normals(m * k), stream.normals(k * n), stream.normals(m))
    let expected = (0..<m * n).map { place in
      let (row, column) = (place / n, place % n)
      let sum = (0..<k).reduce(0.0) { $0 + Double(a[row * k + $1]) * Double(b[$1 * n + column]) }
      return Float(sum + Double(bias[row]))
    }
    for level in [hk_baseline, hk_avx2, hk_avx512] {
      var found = [Float](repeating: .nan, count: m * n)
      hk_define_product(level, a, b, bias, &found, m, n, k)
      #expect(found == expected)
    }
  }

  @Test func namesOfWidthsAreChecked() throws {
    for width in VectorWidth.available { #expect(try VectorWidth(asked: width.rawValue) == width) }
    let error = #expect(throws: Fault.self) { try VectorWidth(asked: "mmx") }
    #expect(error?.description.hasPrefix("HOOKKIT_VECTORS=mmx: there are no vector instructions of that name") == true)
    for width in VectorWidth.allCases where !VectorWidth.available.contains(width) {
      let error = #expect(throws: Fault.self) { try VectorWidth(asked: width.rawValue) }
      #expect(error?.explanation.problem == "this processor does not have these vector instructions")
    }
  }

  @Test(arguments: [1, 4, 5, 31, 32, 33, 200])
  func randomNumbersAreTheSameBitsInEveryWidth(count: Int) {
    let (key, counter) = ([7, 8] as [UInt32], [UInt32.max - 3, 9, 10, 11] as [UInt32])
    let blocks = (count + 3) / 4
    let expected = (0..<blocks).flatMap { block -> [UInt32] in
      let (low, carry) = counter[0].addingReportingOverflow(UInt32(block))
      let words = Philox.block([low, counter[1] + (carry ? 1 : 0), counter[2], counter[3]], key: [key[0], key[1]])
      return (0..<4).map { words[$0] }
    }
    var first: [Float]?
    for level in [hk_baseline, hk_avx2, hk_avx512] {
      var words = [UInt32](repeating: 0, count: 4 * blocks)
      hk_philox(level, key, counter, blocks, &words)
      #expect(words == expected)
      var normals = [Float](repeating: .nan, count: count + 1)
      hk_normals(level, words, count, &normals)
      #expect(normals[count].isNaN, "written past the end")
      #expect(first ?? Array(normals.dropLast()) == normals.dropLast())
      first = Array(normals.dropLast())
    }
  }

  /// Sketches are kept in files, and held against those of other machines.
  @Test(arguments: VectorWidth.available)
  func sketchesAreTheSameBitsAtEveryWidth(vectors: VectorWidth) throws {
    var stream = RandomStream(seed: 3)
    let rows = Tensor(stream.normals(7 * 77), shape: [7, 7, 11])
    let sketches = RowSketches(of: rows, vectors: vectors)
    for row in 0..<rows.rows {
      let scalars = rows.scalars[row * 77..<(row + 1) * 77]
      var (hash, square): (UInt64, Double) = (0xCBF2_9CE4_8422_2325, 0)
      var sums = [Double](repeating: 0, count: RowSketches.width)
      for (place, scalar) in scalars.enumerated() {
        hash = (hash ^ UInt64(scalar.bitPattern)) &* 0x100_0000_01B3
        square += Double(scalar) * Double(scalar)
        var bits = (UInt64(place) &+ 1) &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        bits ^= bits >> 31
        for place in sums.indices { sums[place] += bits >> UInt64(place) & 1 == 1 ? Double(scalar) : -Double(scalar) }
      }
      #expect(sketches.hashes[row] == hash && sketches.norms[row] == Float(square.squareRoot()))
      #expect(sketches.sums[row * sums.count..<(row + 1) * sums.count] == ArraySlice(sums.map { Float($0) }))
    }
  }
}
