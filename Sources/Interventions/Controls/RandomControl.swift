import HookKit

/// Random vectors of the norm that the edits' change has.
enum RandomControl: ChangeControl {
  static let name = "random"
  static let summary = "random vectors of the same norm"

  static func draw(at site: Site, _ random: inout RandomStream) -> ControlDraw {
    let direction = random.normals(site.shape.count)
    return ControlDraw { change, reach in
      var (wanted, drawn) = (0.0, 0.0)
      for (value, offset) in zip(change, reach.offsets) {
        wanted += Double(value) * Double(value)
        drawn += Double(direction[offset]) * Double(direction[offset])
      }
      let factor = drawn > 0 ? Float((wanted / drawn).squareRoot()) : 0
      return reach.offsets.map { factor * direction[$0] }
    }
  }
}
