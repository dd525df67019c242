import HookKit
import Interventions
import MazeEnv
import MazeLab

/// The answers to `effects`: the mean total variation that zeroing each channel of a site causes, after the edits that are on;
/// some channels at a time.
enum EffectsAnswer {
  private static let channelsAtOnce = 8

  static func answer(_ request: LabRequest, _ subject: LabSubject, send: (LabFrame) throws -> Void) throws {
    let site = try SiteAnswer.site(of: request, in: subject.policy.graph)
    let count = site.shape.sizes.first ?? 0
    var effects: [Double] = []
    for first in stride(from: 0, to: count, by: channelsAtOnce) {
      effects += try Self.effects(site, first..<min(first + channelsAtOnce, count), subject)
      var frame = LabFrame()
      frame.add("site", .string(site.name))
      frame.add("total", .integer(count))
      frame.add("effects", effects)
      try send(frame)
    }
  }

  private static func effects(_ site: Site, _ channels: Range<Int>, _ subject: LabSubject) throws -> [Double] {
    let zeroed = channels.map { channel in
      subject.plan
        + Plan(edits: [Edit(SitePattern(site.name), Zero(), on: .channels(channel))], allowUnmatched: true)
    }
    return try subject.computing {
      let runs = try VectorField.compute(
        subject.state, policy: subject.policy, under: [subject.plan] + zeroed, renderer: subject.renderer,
        facing: subject.facing, options: subject.options)
      return try runs.dropFirst().map { try FieldDelta(from: runs[0].field, to: $0.field).meanTotalVariation }
    }
  }
}
