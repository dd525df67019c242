// Made from Documentation/WritingAnIntervention.md; see CONTRIBUTING.md, "Documentation".

import HookKit
import HookKitTesting
import Testing

@Suite struct TutorialLaws {
  @Test func dampen() throws {
    #expect(try Laws.violations(of: Dampen.dampen(alpha: 2), identity: .dampen(alpha: 0), isRandom: false) == [])
  }

  @Test func dropout() throws {
    var half = Dropout()
    half.probability = 0.5
    var none = Dropout()
    none.probability = 0
    #expect(try Laws.violations(of: half, identity: none, isRandom: true) == [])
  }

  @Test func pull() throws {
    var half = Pull()
    half.point = .values(Tensor([3], shape: [1]))
    half.part = 0.5
    var none = half
    none.part = 0
    #expect(try Laws.violations(of: half, identity: none, isRandom: false, shapes: [[6]]) == [])
  }
}
