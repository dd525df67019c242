import CFaults
import Essentials

/// How the program ends when its code, or that of a plugin, is wrong: in one sentence, with the exit code of a defect.
package enum FaultHandling {
  /// To be called before anything else runs.
  package static func install() {
    // What the handler uses must have been made before.
    FileOutput.removeTemporaries()
    hk_end_in_words(Explanation.Category.defect.rawValue) {
      FileOutput.removeTemporaries()
      StartedPrograms.end()
    }
  }
}
