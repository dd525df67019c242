import Essentials

/// Work that can be interrupted: how much of it is kept, and how it goes on.
package struct KeptWork: Sendable {
  let done: Int
  /// Of how many; nil where that is not known.
  let total: Int?
  /// What is counted: "episodes".
  let unit: String
  /// The file or folder that keeps it; empty where nothing does.
  let place: String

  /// Whether it is what an earlier run has left, of which nothing is known yet.
  let isOfEarlierRun: Bool

  /// - Parameters:
  ///   - done: how much is done.
  ///   - total: of how many; nil where that is not known.
  ///   - unit: what is counted.
  ///   - place: the file or folder that keeps it; empty where nothing does.
  package init(done: Int, total: Int?, unit: String, place: String, isOfEarlierRun: Bool = false) {
    (self.done, self.total, self.unit, self.place) = (done, total, unit, place)
    self.isOfEarlierRun = isOfEarlierRun
  }

  /// For people, once somebody has asked to stop.
  var text: String {
    let command = CommandText.current
    if isOfEarlierRun {
      let rest = command.isEmpty ? "the same command goes on from there" : "go on with\n  \(command)"
      return "stopped before anything was changed: what is kept in \(place) is as it was; \(rest)"
    }
    let whole = total.map { "\($0.grouped) \(unit)" }
    guard done > 0 else {
      let again = command.isEmpty ? "the same command begins again" : "begin again with\n  \(command)"
      return
        "stopped: \(whole.map { "of \($0) " } ?? "")nothing is kept\(place.isEmpty ? "" : " in \(place) yet"); \(again)"
    }
    let rest = command.isEmpty ? "the same command goes on from there" : "go on with\n  \(command)"
    return "stopped: \(done.grouped) \(whole.map { "of \($0)" } ?? unit) are kept in \(place); \(rest)"
  }
}
