/// Several maze environments that are stepped together, whoever computes them.
///
/// Each of them plays by itself; after an episode it goes on with the next level at once, as procgen does. All
/// implementations agree bit for bit, in states, rewards, flags and pixels.
public protocol MazeEnvironments: AnyObject {
  /// The number of environments.
  var count: Int { get }

  /// Who computes them.
  var backend: MazeBackend { get }

  /// Takes one step in every environment.
  ///
  /// - Parameter actions: for each environment 0 to 14, or -1, which ends its episode.
  /// - Returns: what each reports.
  /// - Throws: `MazeError.unknownAction`; then none has moved.
  func step(_ actions: [Int]) throws -> [MazeStep]

  /// The state of one environment: a value, which later steps do not change.
  func state(of index: Int) throws -> MazeState

  /// Puts a state in the place of that of one environment, with everything: options, generators, levels to come.
  func setState(_ state: MazeState, of index: Int) throws

  /// What some of the environments show now: uint8 `[indices.count, 64, 64, 3]`, flat.
  ///
  /// - Precondition: the indices ascend.
  func observations(of indices: [Int]) throws -> [UInt8]
}

extension MazeEnvironments {
  /// What all environments show now: uint8 `[count, 64, 64, 3]`, flat.
  public func observations() throws -> [UInt8] { try observations(of: Array(0..<count)) }

  func check(_ actions: [Int]) throws(MazeError) {
    precondition(actions.count == count, "\(actions.count) actions for \(count) environments")
    if let unknown = actions.first(where: { !(-1...14).contains($0) }) { throw .unknownAction(unknown) }
  }
}

/// Who computes environments.
public enum MazeBackend: String, CaseIterable, Sendable, Codable {
  /// HookKit itself.
  case native
  /// The real procgen library.
  case procgen
}
