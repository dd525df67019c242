import HookKit
import MazeEnv
import MazeLab

/// Where two runs part, site by site and square by square.
public struct RunDifference: Sendable {
  /// How two runs differ at one site.
  public struct AtSite: Sendable {
    /// The site's name.
    public let site: String
    /// The squares that differ by more than the tolerance, in row-major order, with about how far they are apart, as a part of
    /// the activation's norm.
    public let squares: [(square: Square, distance: Double)]
    /// The number of squares of both runs.
    public let count: Int

    /// The square that differs most.
    public var largest: (square: Square, distance: Double)? { squares.max { $0.distance < $1.distance } }
  }

  /// Every site, in the order of computation.
  public let sites: [AtSite]
  /// Whether every bit is the same.
  public let isIdentical: Bool
  /// The largest change of a probability over all squares.
  public let largestProbabilityChange: Double

  /// Where two runs part.
  ///
  /// - Parameters:
  ///   - first: a run.
  ///   - second: another one, of the same network.
  ///   - tolerance: distances up to this part of the norm are float32 rounding; 0 to count every bit.
  /// - Throws: ``BundleError/differentShape(_:)`` for other networks or mazes.
  public init(_ first: RunBundle.Record, _ second: RunBundle.Record, tolerance: Double) throws {
    guard first.sites.map(\.site) == second.sites.map(\.site),
      first.sites.map(\.shape) == second.sites.map(\.shape)
    else {
      throw BundleError.differentShape("they are of different networks")
    }
    let squares = first.field.squares
    guard first.field.grid.count == second.field.grid.count else {
      throw BundleError.differentShape("they are of mazes of different size")
    }
    let places = Dictionary(second.field.squares.enumerated().map { ($1, $0) }) { $1 }
    let shared = squares.indices.compactMap { row in places[squares[row]].map { (row, $0) } }
    guard !shared.isEmpty else { throw BundleError.differentShape("they have no square in common") }
    sites = zip(first.sites, second.sites).map { left, right in
      let apart = shared.compactMap { row, other -> (square: Square, distance: Double)? in
        let distance = left.distance(row, to: right, other)
        return distance > tolerance ? (squares[row], distance) : nil
      }
      return AtSite(site: left.site, squares: apart, count: shared.count)
    }
    isIdentical = zip(first.sites, second.sites).allSatisfy { left, right in
      shared.allSatisfy { left.hashes[$0] == right.hashes[$1] }
    }
    largestProbabilityChange =
      shared.flatMap { row, other in
        zip(first.field.probabilities[row].values, second.field.probabilities[other].values).map {
          abs($0 - $1)
        }
      }.max() ?? 0
  }

  /// The tolerance that tells apart what float32 rounding does not explain.
  public static let rounding = 1e-4

  /// The first site at which the runs part; nil when they do not.
  public var first: AtSite? { sites.first { !$0.squares.isEmpty } }
}
