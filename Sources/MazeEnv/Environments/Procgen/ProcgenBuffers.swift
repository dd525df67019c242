import CLibenv

/// The memory through which procgen's library and we speak: it stays where it is until the environments are closed.
final class ProcgenBuffers {
  static let observationSize = MazeRenderer.observationSize * MazeRenderer.observationSize * 3

  let observations: UnsafeMutablePointer<UInt8>
  let rewards: UnsafeMutablePointer<Float>
  let firsts: UnsafeMutablePointer<UInt8>
  let actions: UnsafeMutablePointer<Int32>
  let levels: UnsafeMutablePointer<Int32>
  let previousLevels: UnsafeMutablePointer<Int32>
  let completes: UnsafeMutablePointer<UInt8>

  /// What the library is given.
  let table: UnsafeMutablePointer<hk_libenv_buffers>
  private let lists: [AddressList]
  private typealias AddressList = UnsafeMutablePointer<UnsafeMutableRawPointer?>

  /// Names of the tensors that the library's infos must have, with their element types.
  static let infos = [
    "prev_level_seed": HK_LIBENV_INT32, "prev_level_complete": HK_LIBENV_UINT8, "level_seed": HK_LIBENV_INT32,
  ]

  /// - Parameter infoNames: the library's infos in its order, all of ``infos``.
  init(count: Int, infoNames: [String]) {
    func zeros<Element: BinaryInteger>(_ count: Int, _ type: Element.Type) -> UnsafeMutablePointer<Element> {
      let pointer = UnsafeMutablePointer<Element>.allocate(capacity: count)
      pointer.initialize(repeating: 0, count: count)
      return pointer
    }
    observations = zeros(count * Self.observationSize, UInt8.self)
    rewards = .allocate(capacity: count)
    rewards.initialize(repeating: 0, count: count)
    firsts = zeros(count, UInt8.self)
    actions = zeros(count, Int32.self)
    (levels, previousLevels) = (zeros(count, Int32.self), zeros(count, Int32.self))
    completes = zeros(count, UInt8.self)
    let (observations, actions) = (observations, actions)
    let addresses: [String: (Int) -> UnsafeMutableRawPointer] = [
      "prev_level_seed": { [previousLevels] in UnsafeMutableRawPointer(previousLevels + $0) },
      "prev_level_complete": { [completes] in UnsafeMutableRawPointer(completes + $0) },
      "level_seed": { [levels] in UnsafeMutableRawPointer(levels + $0) },
    ]
    func list(_ length: Int, _ address: (Int) -> UnsafeMutableRawPointer?) -> AddressList {
      let list = AddressList.allocate(capacity: length)
      for index in 0..<length { (list + index).initialize(to: address(index)) }
      return list
    }
    lists = [
      list(count) { UnsafeMutableRawPointer(observations + $0 * Self.observationSize) },
      list(count * infoNames.count) { addresses[infoNames[$0 / count]]?($0 % count) },
      list(count) { UnsafeMutableRawPointer(actions + $0) },
    ]
    table = .allocate(capacity: 1)
    table.initialize(
      to: hk_libenv_buffers(
        observations: lists[0], rewards: rewards, firsts: firsts, infos: lists[1], actions: lists[2]))
  }

  deinit {
    for list in lists { list.deallocate() }
    table.deallocate()
    observations.deallocate()
    rewards.deallocate()
    for bytes in [firsts, completes] { bytes.deallocate() }
    for numbers in [actions, levels, previousLevels] { numbers.deallocate() }
  }
}
