import CFaults
import CLibrary

/// The code of an intervention that a thread is in, so that a mistake there can be told from all others.
package final class EditScope {
  /// The first thing that was wrong: what HookKit was asked to do, and where.
  private(set) var mistake: (problem: String, place: String?)?

  /// The scope that the calling thread is in.
  package static var current: EditScope? {
    hk_doing().map { Unmanaged<EditScope>.fromOpaque($0).takeUnretainedValue() }
  }

  private let call: String
  private let site: String
  /// What is said should the program end here.
  private let sentence: UnsafeMutablePointer<CChar>?

  private init(_ call: String, at site: String) {
    (self.call, self.site) = (call, site)
    sentence = strdup("error: \(call): its code ended the program at \(site)")
  }

  deinit { free(sentence) }

  /// What a message about it begins with.
  var subject: String { "\(call): at \(site), " }

  func note(_ problem: String, at place: String?) { mistake = mistake ?? (problem, place) }

  /// Calls code of an intervention.
  ///
  /// Operations on tensors that do not fit go on with some tensor, which is thrown away with all that follows from it.
  ///
  /// - Parameter fault: the error for the first of them, from what was wrong and the author's line.
  /// - Throws: that error, or what the code throws.
  package static func run<Result>(
    _ call: String, at site: String, _ body: () throws -> Result, fault: (String, String?) -> any Error
  ) throws -> Result {
    let (scope, outer) = (EditScope(call, at: site), current)
    scope.enter()
    let result = Swift.Result { try body() }
    if let outer { outer.enter() } else { hk_set_doing(nil, nil) }
    if let mistake = scope.mistake { throw fault(mistake.problem, mistake.place) }
    return try result.get()
  }

  private func enter() { hk_set_doing(Unmanaged.passUnretained(self).toOpaque(), sentence) }
}
