/// The form of sweep files.
enum SweepFile {
  /// Raised whenever a key comes to mean something else; files of other versions are refused.
  static let version = 1
}
