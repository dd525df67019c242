import Experiments

/// The edits' change with the sign of every element drawn at random: `--nulls 20 --control signs`.
public enum RandomSigns: ChangeControl {
  public static let name = "signs"
  public static let summary = "the same change with random signs"

  public static func draw(at site: Site, _ random: inout RandomStream) -> ControlDraw {
    let signs = random.uniforms(site.shape.count)
    return ControlDraw { change, reach in zip(change, reach.offsets).map { signs[$1] < 0 ? -$0 : $0 } }
  }
}
