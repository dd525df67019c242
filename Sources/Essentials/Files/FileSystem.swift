import CLibrary
import Foundation

/// Questions to the file system.
package enum FileSystem {
  /// The system's words for an error of Foundation.
  package static func reason(_ error: any Error) -> String {
    let error = error as NSError
    let inner = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    return inner.domain == NSPOSIXErrorDomain
      ? FileInput.systemMessage(Int32(inner.code)) : "\(error.localizedDescription)"
  }

  /// The path without links and dots; nil when there is nothing.
  package static func realPath(_ path: String) -> String? {
    guard let real = SystemPath.with(path, { realpath($0, nil) }) else { return nil }
    defer { free(real) }
    return SystemPath.text(UnsafeRawBufferPointer(start: real, count: strlen(real)))
  }

  package static func isFile(_ path: String) -> Bool { kind(path) == S_IFREG }
  package static func isFolder(_ path: String) -> Bool { kind(path) == S_IFDIR }

  package static func exists(_ path: String) -> Bool { kind(path) != nil }

  /// A folder above a path in which everybody may exchange what is not theirs; nil when there is none.
  package static func openFolder(above path: String) -> String? {
    var folder = realPath(path) ?? path
    while let slash = folder.lastIndex(of: "/"), folder != "/" {
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
      var status = stat()
      // In a folder such as /tmp, which is sticky, nobody may.
      if stat(folder, &status) == 0, status.st_mode & 0o002 != 0, status.st_mode & S_ISVTX == 0 { return folder }
    }
    return nil
  }

  private static func kind(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  /// Whether a path is itself, not by a link, of this user, and nobody else may write to it.
  package static func isOwn(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFLNK && status.st_uid == geteuid()
      && status.st_mode & 0o022 == 0
  }

  /// The names in a folder, sorted; nil when it cannot be listed.
  package static func names(in folder: String) -> [String]? {
    guard let listing = FolderListing(folder) else { return nil }
    return listing.sorted()
  }

  /// What changes whenever a file's contents do: size, times of the last changes, number. Nil when it is not there.
  ///
  /// The time of the last change of status cannot be set back, as that of the contents can.
  package static func stamp(_ path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Glibc)
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #else
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #endif
    return
      "\(status.st_size) \(modified.tv_sec).\(modified.tv_nsec) \(changed.tv_sec).\(changed.tv_nsec) \(status.st_ino)"
  }

  /// The last part of a path.
  package static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The folder of an absolute path: all but its last part.
  package static func folder(of path: String) -> String {
    "/\(path.split(separator: "/").dropLast().joined(separator: "/"))"
  }

  /// The operating system's words for the last error.
  package static var lastError: String { FileInput.systemMessage(errno) }
}
