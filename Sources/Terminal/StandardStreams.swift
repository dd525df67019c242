import CLibrary

/// Standard input, output and error, which a parent may have closed.
package enum StandardStreams {
  /// Opens /dev/null in the place of each that is closed. Otherwise the first file that is opened would take its number,
  /// and what is printed would be written into it.
  ///
  /// Must come before anything else is opened.
  package static func open() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest number that is free is this one.
      _ = openFile("/dev/null", descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY)
    }
  }
}

/// The system's `open`, which `StandardStreams.open` would otherwise hide.
private func openFile(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }
