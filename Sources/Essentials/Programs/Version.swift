/// The version of HookKit, as `hookctl --version` prints it and every recipe carries it.
public enum Version {
  /// The version: `MAJOR.MINOR.PATCH`.
  public static let current = "0.1.0"
}
