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
}
