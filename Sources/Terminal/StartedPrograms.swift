import CLibrary
import CSignals
import Essentials

/// The programs that this process has started, with those that they have started: compilers, ffmpeg.
///
/// Foundation starts programs in process groups of their own, and the package manager starts its compilers so again; no
/// signal of the terminal reaches them.
enum StartedPrograms {
  /// Ends all of them: politely, then for good.
  static func end() {
    hookkit_signals_adopt_orphans()
    guard !descendants().isEmpty else { return }
    for identifier in descendants() { kill(identifier, SIGTERM) }
    for _ in 0..<20 where !descendants().isEmpty { usleep(15_000) }
    // Whoever is ended now may have started another just before.
    for _ in 0..<20 {
      let left = descendants()
      if left.isEmpty { return }
      for identifier in left { kill(identifier, SIGKILL) }
      usleep(5_000)
    }
  }

  /// Children, their children, and so on; without those that have ended already.
  private static func descendants() -> [pid_t] {
    var children: [pid_t: [pid_t]] = [:]
    for name in FileInput.names(in: "/proc", limit: .max, where: { pid_t($0) != nil }) {
      guard let identifier = pid_t(name), let parent = parent(of: identifier) else { continue }
      children[parent, default: []].append(identifier)
    }
    var found: [pid_t] = []
    var open = [getpid()]
    while let next = open.popLast() {
      let own = children[next] ?? []
      found += own
      open += own
    }
    return found
  }

  /// The parent of a process that is alive. The line is `PID (NAME) STATE PARENT ...`, and a name may hold anything.
  private static func parent(of identifier: pid_t) -> pid_t? {
    guard let bytes = try? FileInput.read("/proc/\(identifier)/stat") else { return nil }
    let line = String(decoding: bytes, as: UTF8.self)
    guard let end = line.lastIndex(of: ")") else { return nil }
    let fields = line[line.index(after: end)...].split(separator: " ")
    return fields.count > 1 && fields[0] != "Z" ? pid_t(fields[1]) : nil
  }
}
