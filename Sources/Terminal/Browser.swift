import Essentials

/// The user's browser.
package enum Browser {
  /// Opens an address.
  ///
  /// - Parameter note: takes what is to be said where no browser opens.
  package static func open(_ address: String, _ note: (String) -> Void) {
    guard let program = ["xdg-open", "open"].lazy.compactMap(InstalledProgram.path).first else {
      return note("there is no xdg-open; open the address yourself")
    }
    do { _ = try StartedProgram(StartedProgram.Start(program, [address])) } catch { note("\(error)") }
  }
}
