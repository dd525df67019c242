import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// One point of a sweep: a maze and a plan.
public struct SweepPoint: Sendable {
  /// Its position in the sweep, from 0: policies and mazes outermost, the last axis innermost.
  public let number: Int
  /// Its value on every axis.
  public let coordinates: AxisValues
  /// The maze.
  public let scene: SweepCase
  /// The edits.
  public let plan: Plan
}

extension SweepPoint {
  /// What a point is, in 64 hexadecimal digits: the SHA-256 over the network, the maze's state, the seed and the plan.
  ///
  /// The same point has the same identity in any sweep, on any machine, whatever the axes are called.
  ///
  /// - Parameters:
  ///   - model: the SHA-256 of the checkpoint.
  ///   - maze: the SHA-256 of the state's bytes.
  ///   - facing: which way the mouse looks; `state` adds nothing.
  static func identity(
    model: String, maze: String, facing: FieldFacing = .state, seed: UInt64, plan: String
  ) -> String {
    let turned = facing == .state ? "" : "\nfacing \(facing.rawValue)"
    return SHA256.hexDigest(of: Array("hookkit point 2\n\(model)\n\(maze)\(turned)\n\(seed)\n\(plan)".utf8))
  }
}

extension Sweep {
  /// The coordinates of a scene and a plan by their positions.
  func coordinates(scene: Int, plan: Int) -> AxisValues {
    AxisValues(Self.values(scene, sceneAxes) + Self.values(plan, planAxes))
  }

  /// The point at a position.
  ///
  /// - Throws: what is wrong with its plan.
  public func point(at number: Int) throws -> SweepPoint {
    let coordinates = coordinates(scene: number / planCount, plan: number % planCount)
    return SweepPoint(
      number: number, coordinates: coordinates, scene: SweepCase(coordinates), plan: try plan(at: coordinates))
  }

  /// The scene at a position.
  func scene(at index: Int) -> SweepCase { SweepCase(AxisValues(Self.values(index, sceneAxes))) }

  /// The values at a position in the product of axes, the last of which runs fastest.
  private static func values(_ index: Int, _ axes: [Axis]) -> [(axis: String, value: Axis.Value)] {
    var rest = index
    let reversed = axes.reversed().map { axis in
      defer { rest /= axis.values.count }
      return (axis: axis.name, value: axis.values[rest % axis.values.count])
    }
    return reversed.reversed()
  }
}
