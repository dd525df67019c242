// Made from README.md; see CONTRIBUTING.md, "Documentation".

import HookKitTesting
import Testing

@Test func thresholdKeepsTheLaws() throws {
  var threshold = Threshold()
  threshold.above = 0.5
  #expect(try Laws.violations(of: threshold, isRandom: false) == [])
}
