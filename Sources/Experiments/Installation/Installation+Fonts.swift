import HookKit

extension Installation {
  /// The typefaces that pictures are lettered in; cairo takes another without a word when they are missing.
  static var fonts: InstalledItem {
    let wanted = ["DejaVu Sans", "DejaVu Sans Mono"]
    guard let found = families(matching: wanted) else {
      return InstalledItem(
        .fonts, .note, "cannot be looked up without fc-match",
        remedy: "text in pictures is set in \(wanted[0]) where it is installed (Debian: fonts-dejavu-core)")
    }
    let missing = wanted.filter { !found.contains($0) }
    guard missing.isEmpty else {
      return InstalledItem(
        .fonts, .note, "no \(missing.joined(separator: ", ")); text in pictures is set in another font",
        remedy: "install DejaVu: make setup, or on Debian fonts-dejavu-core")
    }
    return InstalledItem(.fonts, .good, wanted.joined(separator: ", "))
  }

  /// What fontconfig takes for each family, or nil where there is no fontconfig to ask.
  private static func families(matching names: [String]) -> [String]? {
    var found: [String] = []
    for name in names {
      var bytes: [UInt8] = []
      let start = StartedProgram.Start("/usr/bin/env", ["fc-match", "-f", "%{family}", name])
      guard let code = try? StartedProgram.run(start, seconds: 10, { bytes += $0 }), code == 0 else { return nil }
      let text = String(decoding: bytes, as: UTF8.self)
      found += text.split(separator: ",").map(String.init)
    }
    return found
  }
}
