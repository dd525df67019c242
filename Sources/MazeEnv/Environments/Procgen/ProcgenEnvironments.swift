import CLibenv
import HookKit

/// Environments of the real procgen library.
public final class ProcgenEnvironments: MazeEnvironments {
  public let count: Int
  public var backend: MazeBackend { .procgen }

  private let functions: ProcgenFunctions
  private let handle: ProcgenFunctions.Handle
  private let buffers: ProcgenBuffers
  /// For the bytes of one state.
  private var stateBytes: [UInt8]

  /// The most bytes that a state may have, as procgen's own programs have it.
  private static let stateLimit = 1 << 20

  /// What reading all of procgen's pictures takes, which the first environments do; without it the library ends the program.
  private static let hasMemory: Void = SystemLimit.requireMemory(bytesOfPictures)
  private static let bytesOfPictures = 480 << 20

  /// A vector of fresh environments, those of ``MazeState/vector(count:mode:levels:options:)``.
  ///
  /// - Parameters:
  ///   - count: how many environments.
  ///   - mode: the distribution mode of the levels.
  ///   - levels: the levels that episodes are drawn from.
  ///   - options: procgen's other options.
  ///   - library: procgen's own library.
  ///   - threads: the most threads to use; nil for one a core.
  /// - Throws: `Fault` when the library's interface is not the one we know.
  /// - Complexity: the first environments of a process read all of procgen's pictures: about a second.
  public init(
    count: Int, mode: MazeMode = .hard, levels: LevelRange = .all, options: MazeOptions = MazeOptions(),
    library: ProcgenLibrary, threads: Int? = nil
  ) throws {
    precondition(count > 0, "no environments")
    self.count = count
    functions = library.functions
    _ = Self.hasMemory
    let wanted = min(threads ?? Parallel.cores, count)
    // The library ends the program where it gets no thread.
    let most = wanted > 1 && ThreadProbe.canStart(wanted) ? wanted : 1
    let made = ProcgenOptions(
      mode: mode, levels: levels, options: options, assets: library.assets, threads: most > 1 ? most : 0)
    guard let handle = made.withOptions({ library.functions.make(Int32(count), $0) }) else {
      throw Fault(.notInstalled, "procgen's library", "made no environments when asked for \(count)")
    }
    self.handle = handle
    do {
      let names = try Self.infoNames(handle, library)
      buffers = ProcgenBuffers(count: count, infoNames: names)
    } catch {
      library.functions.close(handle)
      throw error
    }
    stateBytes = [UInt8](repeating: 0, count: Self.stateLimit)
    functions.setBuffers(handle, buffers.table)
    functions.observe(handle)
  }

  /// Environments in these states.
  public convenience init(_ states: [MazeState], library: ProcgenLibrary, threads: Int? = nil) throws {
    // The options that count are those of the states.
    try self.init(count: states.count, library: library, threads: threads)
    for (index, state) in states.enumerated() { setState(state, of: index) }
  }

  deinit { functions.close(handle) }

  public func step(_ actions: [Int]) throws -> [MazeStep] {
    try check(actions)
    for (index, action) in actions.enumerated() { buffers.actions[index] = Int32(action) }
    functions.act(handle)
    functions.observe(handle)
    return (0..<count).map { index in
      MazeStep(
        reward: buffers.rewards[index], done: buffers.firsts[index] != 0,
        prevLevelSeed: Int(buffers.previousLevels[index]), prevLevelComplete: buffers.completes[index] != 0,
        levelSeed: Int(buffers.levels[index]))
    }
  }

  /// The bytes of one environment's state, as the library gives them.
  public func stateBytes(of index: Int) -> [UInt8] {
    precondition((0..<count).contains(index), "environment \(index) of \(count)")
    let length = stateBytes.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { functions.getState(handle, Int32(index), $0, Int32(buffer.count)) } ?? 0
    }
    return Array(stateBytes[..<Int(length)])
  }

  public func state(of index: Int) throws -> MazeState { try MazeState(bytes: stateBytes(of: index)) }

  public func setState(_ state: MazeState, of index: Int) {
    precondition((0..<count).contains(index), "environment \(index) of \(count)")
    state.bytes.withUnsafeBufferPointer { bytes in
      if let start = bytes.baseAddress { functions.setState(handle, Int32(index), start, Int32(bytes.count)) }
    }
    functions.observe(handle)
  }

  public func observations(of indices: [Int]) -> [UInt8] {
    var bytes: [UInt8] = []
    let size = ProcgenBuffers.observationSize
    bytes.reserveCapacity(indices.count * size)
    for index in indices {
      bytes.append(contentsOf: UnsafeBufferPointer(start: buffers.observations + index * size, count: size))
    }
    return bytes
  }

  /// The library's infos in its order, once all its tensors are found to be those that we know.
  private static func infoNames(
    _ handle: ProcgenFunctions.Handle, _ library: ProcgenLibrary
  ) throws(Fault) -> [String] {
    func tensors(_ space: Int) -> [ProcgenTensor] {
      let count = Int(library.functions.describe(handle, Int32(space), nil))
      var described = [hk_libenv_tensor](repeating: hk_libenv_tensor(), count: max(0, count))
      _ = described.withUnsafeMutableBufferPointer {
        library.functions.describe(handle, Int32(space), $0.baseAddress)
      }
      return described.map(ProcgenTensor.init)
    }
    let size = Int32(MazeRenderer.observationSize)
    let wanted = [ProcgenTensor(name: "rgb", element: HK_LIBENV_UINT8, sizes: [size, size, 3])]
    let action = [ProcgenTensor(name: "action", element: HK_LIBENV_INT32, sizes: [])]
    let infos = tensors(HK_LIBENV_INFOS)
    let known = ProcgenBuffers.infos
    guard tensors(HK_LIBENV_OBSERVATIONS) == wanted, tensors(HK_LIBENV_ACTIONS) == action,
      infos.count == known.count, infos.allSatisfy({ known[$0.name] == $0.element && $0.sizes.isEmpty })
    else {
      throw ProcgenLibrary.other(
        "\(library.folder)/\(ProcgenLibrary.path)",
        "its tensors are not those of procgen \(ProcgenLibrary.version)")
    }
    return infos.map(\.name)
  }
}

/// A tensor that the library reads or writes.
private struct ProcgenTensor: Equatable {
  let name: String
  let element: Int
  let sizes: [Int32]

  init(name: String, element: Int, sizes: [Int32]) {
    (self.name, self.element, self.sizes) = (name, element, sizes)
  }

  init(_ tensor: hk_libenv_tensor) {
    name = withUnsafeBytes(of: tensor.name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    element = Int(tensor.element)
    sizes = withUnsafeBytes(of: tensor.sizes) { bytes in
      Array(bytes.bindMemory(to: Int32.self).prefix(Int(max(0, min(tensor.axes, 16)))))
    }
  }
}
