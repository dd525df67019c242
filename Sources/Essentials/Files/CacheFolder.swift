import Foundation

/// Where HookKit keeps what can be fetched or measured again.
public enum CacheFolder {
  /// `$XDG_CACHE_HOME/hookkit`, where the cache folder defaults to `~/.cache`; it may not exist yet.
  public static func path(environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
    var cache = environment["XDG_CACHE_HOME"] ?? ""
    // The XDG rules: a relative path counts as unset.
    if !cache.hasPrefix("/") { cache = (environment["HOME"] ?? NSHomeDirectory()) + "/.cache" }
    return cache + "/hookkit"
  }
}
