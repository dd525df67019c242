import HookKit
import MazeEnv
import MazeLab

/// Pictures of captured activations.
struct CaptureFigures {
  /// The mazes that were looked at; none for observations from a file.
  let states: [MazeState]
  /// What they are called: "level 8, hard mode".
  let place: String
  let model: String
  /// The edits as they were written.
  let calls: [String]
  /// How many channels each shows.
  let limit: Int
  /// The activations of the same sites without edits, in order; nil without edits.
  let original: [Tensor]?

  /// The most pictures of one card.
  private static let most = 8

  /// One for each site that has channels of lines and columns.
  func all(_ values: [Tensor], at sites: [Site]) -> [ActivationFigure] {
    let places = sites.indices.filter { ActivationFigure.canDraw(sites[$0]) }.prefix(Self.most)
    return places.map { place in
      ActivationFigure(
        values[place], original: original?[place], at: sites[place], of: states.count == 1 ? states[0] : nil,
        limit: limit, title: title(sites[place]), calls: calls)
    }
  }

  private func title(_ site: Site) -> String { "\(site.name): \(place); \(model)" }
}
