import CLibrary

/// What differs between systems and is asked for above the ground floor.
package enum Platform {
  /// Whether libraries that were built for Linux on x86-64 can be opened.
  package static var isLinuxOnX86: Bool {
    #if os(Linux) && arch(x86_64)
      true
    #else
      false
    #endif
  }

  /// How a library is opened whose names stay its own; it looks for its own first where the system can do that.
  package static var ownNames: Int32 {
    #if os(Linux)
      RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND
    #else
      RTLD_NOW | RTLD_LOCAL
    #endif
  }

  /// Whether the memory of this process has a limit of its own (`ulimit -v`).
  package static let hasMemoryLimit: Bool = {
    var limit = rlimit()
    #if canImport(Glibc)
      let kind = __rlimit_resource_t(RLIMIT_AS.rawValue)
    #else
      let kind = RLIMIT_AS
    #endif
    return getrlimit(kind, &limit) == 0 && limit.rlim_cur < rlim_t(Int64.max)
  }()
}
