import Foundation

/// How fast the engine is on a machine, on one thread.
public struct MachineSpeed: Sendable, Hashable, Codable {
  /// The processor, as the operating system names it.
  public let processor: String
  /// Multiplications, each with an addition, in products.
  public let multiplyAddsPerSecond: Double
  /// Floats that are read and written around products.
  public let floatsPerSecond: Double

  /// The speed of a processor, on one thread.
  public init(processor: String, multiplyAddsPerSecond: Double, floatsPerSecond: Double) {
    self.processor = processor
    self.multiplyAddsPerSecond = multiplyAddsPerSecond
    self.floatsPerSecond = floatsPerSecond
  }

  /// How long work takes on one thread.
  public func seconds(for cost: Cost) -> Double {
    Double(cost.multiplyAdds) / multiplyAddsPerSecond + Double(cost.floatsMoved) / floatsPerSecond
  }

  /// The speed of this machine: as kept in a folder, or measured and kept there. Where the folder cannot be written, every
  /// call measures.
  ///
  /// - Complexity: 0.2 seconds the first time.
  public static func ofThisMachine(keptIn folder: String = CacheFolder.path()) throws -> MachineSpeed {
    let path = folder + "/engine-speed-\(generation).json"
    if let data = FileManager.default.contents(atPath: path),
      let kept = try? JSONDecoder().decode(MachineSpeed.self, from: data), kept.processor == thisProcessor, kept.isSound
    {
      return kept
    }
    let measured = try measured()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let bytes = [UInt8](try encoder.encode(measured))
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try? FileOutput.write(bytes, to: path)
    return measured
  }

  /// Goes up when the engine changes so much that speeds must be measured anew.
  private static let generation = 1

  private var isSound: Bool {
    [multiplyAddsPerSecond, floatsPerSecond].allSatisfy { $0.isFinite && $0 > 0 }
  }

  private static var thisProcessor: String {
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
    func value(_ key: String) -> Substring? { lines.first { $0.hasPrefix(key) }?.split(separator: ":").last }
    let flags = Set(value("flags")?.split(separator: " ") ?? [])
    let vectors = ["avx2", "avx512f"].filter { flags.contains(Substring($0)) }
    return ([value("model name").map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown"] + vectors)
      .joined(separator: ", ")
  }
}

extension MachineSpeed {
  /// Times two networks, one with so few channels that most of the time goes into what surrounds the products, and one with
  /// many; both numbers follow from that.
  ///
  /// - Complexity: 0.2 seconds.
  public static func measured() throws -> MachineSpeed {
    let narrow = try timing(channels: 16, size: 64), wide = try timing(channels: 128, size: 16)
    // Two equations, work times costs = seconds, for the costs of a multiplication and of a float.
    let (a, b) = (Double(narrow.cost.multiplyAdds), Double(narrow.cost.floatsMoved))
    let (c, d) = (Double(wide.cost.multiplyAdds), Double(wide.cost.floatsMoved))
    let determinant = a * d - b * c
    // A busy machine may have disturbed one of them: neither cost is less than a tenth of what it would be alone.
    let product = max((narrow.seconds * d - wide.seconds * b) / determinant, 0.1 * wide.seconds / c)
    let float = max((wide.seconds * a - narrow.seconds * c) / determinant, 0.1 * narrow.seconds / b)
    return MachineSpeed(processor: thisProcessor, multiplyAddsPerSecond: 1 / product, floatsPerSecond: 1 / float)
  }

  /// The shortest time that four convolutions took, with what they do.
  private static func timing(channels: Int, size: Int) throws -> (cost: Cost, seconds: Double) {
    var parameters = RandomParameters(seed: 1)
    var builder = GraphBuilder(input: [channels, size, size])
    var last = builder.input
    for number in 1...4 {
      let module = try parameters.conv2d("conv\(number)", from: channels, to: channels, kernel: 3, padding: 1)
      last = try builder.add("conv\(number)", module, last)
    }
    let graph = builder.graph
    let inputs = Inputs(Tensor(repeating: 1, shape: [8, channels, size, size]))
    let options = RunOptions(engine: EngineOptions(relatesRows: false, threads: 1))
    let cost = try graph.forecast(inputs, under: [Plan()], options: options).cost
    _ = try graph.run(inputs, options: options)
    let times = try (0..<5).map { _ in
      let start = ContinuousClock.now
      _ = try graph.run(inputs, options: options)
      return (ContinuousClock.now - start) / .seconds(1)
    }
    return (cost, times.min() ?? .infinity)
  }
}
