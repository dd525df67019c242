import CLibenv
import CLibrary
import HookKit

/// The functions of procgen's library, looked up by name.
struct ProcgenFunctions: @unchecked Sendable {
  // Unchecked: addresses of functions, which never change; the library is never closed.
  typealias Handle = OpaquePointer
  typealias Make = @convention(c) (Int32, hk_libenv_options) -> Handle?
  typealias Describe = @convention(c) (Handle, Int32, UnsafeMutablePointer<hk_libenv_tensor>?) -> Int32
  typealias SetBuffers = @convention(c) (Handle, UnsafeMutablePointer<hk_libenv_buffers>) -> Void
  typealias Act = @convention(c) (Handle) -> Void
  typealias GetState = @convention(c) (Handle, Int32, UnsafeMutablePointer<UInt8>, Int32) -> Int32
  typealias SetState = @convention(c) (Handle, Int32, UnsafePointer<UInt8>, Int32) -> Void

  let make: Make
  let describe: Describe
  let setBuffers: SetBuffers
  let act: Act
  let observe: Act
  let close: Act
  let getState: GetState
  let setState: SetState

  /// Opens the library; its names stay its own, and it looks for its own first.
  init(path: String) throws(Fault) {
    guard let library = dlopen(path, Platform.ownNames) else {
      let reason = dlerror().map { String(cString: $0) } ?? "the system does not say why"
      throw Fault(
        .notInstalled, path, "cannot be opened: \(reason)",
        try: "it needs GLib and zlib (Debian: libglib2.0-0, zlib1g); \(ProcgenLibrary.without)")
    }
    func function<Function>(_ name: String, _ type: Function.Type) throws(Fault) -> Function {
      guard let address = dlsym(library, name) else {
        throw ProcgenLibrary.other(path, "has no function \(name)")
      }
      return unsafeBitCast(address, to: type)
    }
    let version = try function("libenv_version", (@convention(c) () -> Int32).self)()
    guard version == Int32(HK_LIBENV_VERSION) else {
      throw ProcgenLibrary.other(path, "has version \(version) of its interface, not \(HK_LIBENV_VERSION)")
    }
    make = try function("libenv_make", Make.self)
    describe = try function("libenv_get_tensortypes", Describe.self)
    setBuffers = try function("libenv_set_buffers", SetBuffers.self)
    act = try function("libenv_act", Act.self)
    observe = try function("libenv_observe", Act.self)
    close = try function("libenv_close", Act.self)
    getState = try function("get_state", GetState.self)
    setState = try function("set_state", SetState.self)
  }
}
