import Foundation

/// The keys that come twice in one object of JSON, at any depth; readers keep the last of two without a word.
///
/// Foundation's reader has dropped them already, so that keys are looked for in the text.
enum StrictJSON {
  static func repeatedKeys(_ text: String) -> [String] {
    var objects: [Set<String>?] = [], repeated: [String] = []
    let bytes = Array(text.utf8)
    var place = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "{"): objects.append([])
      case UInt8(ascii: "["): objects.append(nil)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): objects.removeLast()
      case UInt8(ascii: "\""):
        let start = place
        place += 1
        while bytes[place] != UInt8(ascii: "\"") { place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1 }
        var next = place + 1
        while next < bytes.count, bytes[next] == UInt8(ascii: " ") { next += 1 }
        // A text before a colon is a key.
        if next < bytes.count, bytes[next] == UInt8(ascii: ":"), let last = objects.last, last != nil {
          let key = String(decoding: bytes[start...place], as: UTF8.self)
          if objects[objects.count - 1]?.insert(key).inserted == false { repeated.append(key) }
        }
      default: break
      }
      place += 1
    }
    return repeated
  }

  /// The parts of an interval.
  private static let interval: Set<String> = ["low", "high", "level", "method", "n", "unit"]

  /// Numbers that stand in texts, intervals that are none, percentiles that are no numbers; in the order of their texts.
  ///
  /// Texts by their nature are left out: recipes, seeds of 64 bits, names (a strip of
  /// a figure is called by its condition, "-1"), the data of figures, where bounds are pairs of what is drawn, and what a kind does (`zero` is "0").
  static func faults(_ value: Any, of key: String = "") -> [String] {
    let found: [String]
    switch value {
    case let object as [String: Any]: found = faults(ofObject: object, key)
    case let list as [Any]: found = list.flatMap { isNumeric($0) ? [] : faults($0, of: key) }
    case let text as String: found = isNumber(text) ? ["\(key): \"\(text)\""] : []
    default: found = []
    }
    var more: [String] = []
    if isIntervalKey(key), !(value is NSNull), !isInterval(value) { more.append("\(key): no interval") }
    if key.hasSuffix("percentile"), !(value is NSNull), !isNumeric(value) { more.append("\(key): no number") }
    return (found + more).sorted()
  }

  private static func isIntervalKey(_ key: String) -> Bool { key == "interval" || key.hasSuffix("_interval") }

  private static func isInterval(_ value: Any) -> Bool {
    guard let parts = value as? [String: Any], Set(parts.keys) == interval else { return false }
    return ["low", "high", "level"].allSatisfy { parts[$0].map(isNumeric) ?? false }
  }

  private static func isNumeric(_ value: Any) -> Bool {
    value is Double || value is Int || value is NSNumber
  }

  private static func faults(ofObject object: [String: Any], _ key: String) -> [String] {
    object.filter { !["recipe", "seed", "summary", "name", "data"].contains($0.key) }.flatMap { name, value in
      !isIntervalKey(key) && ["low", "high"].contains(name)
        ? ["\(name): a bound outside of an interval"] : faults(value, of: name)
    }
  }

  /// `0.5`, `12 %`, `0.1 to 0.3`.
  private static func isNumber(_ text: String) -> Bool {
    text.wholeMatch(of: /[-+]?[0-9][0-9,]*(\.[0-9]+)?([eE][-+]?[0-9]+)?( ?%)?( to [-+]?[0-9.,]+( ?%)?)?/) != nil
      && text.wholeMatch(of: /[0-9]+,[0-9]+/) == nil
  }
}
