/// Texts as NumPy keeps them in an `.npy` file: all of one length, four bytes to a character, filled up with zeros.
struct NumpyTexts: Equatable {
  var texts: [String]
  /// Whether it is one text without any axis, not a list.
  var isSingle: Bool

  /// One text, which NumPy reads as an array of no axes: `str(array)` is the text.
  init(_ text: String) { (texts, isSingle) = ([text], true) }

  /// A list of texts.
  init(_ texts: [String]) { (self.texts, isSingle) = (texts, false) }

  /// The texts of a file; nil when it holds numbers.
  ///
  /// - Throws: `FormatError` for texts in more than one axis, and for what is no Unicode.
  init?(_ file: NumpyFile) throws {
    guard case .text(let length) = file.header.element else { return nil }
    guard file.header.sizes.count < 2 else {
      throw FormatError.unsupported(
        source: file.source, problem: "is a table of texts, of shape \(Shape(file.header.sizes))",
        remedy: "save one text, or one list of them")
    }
    isSingle = file.header.sizes.isEmpty
    let size = 4 * length
    texts = try stride(from: file.data.startIndex, to: file.data.endIndex, by: size).map { start in
      try Self.text(file.data[start..<start + size], isBigEndian: file.header.isBigEndian, source: file.source)
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool, source: String) throws -> String {
    var text = String.UnicodeScalarView()
    var zeros = 0
    for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: 4) {
      let parts = isBigEndian ? Array(bytes[start..<start + 4].reversed()) : Array(bytes[start..<start + 4])
      let code = parts.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      guard let scalar = Unicode.Scalar(code) else {
        throw FormatError.malformed(
          source: source, problem: "holds a character of the number \(code), which Unicode does not have",
          remedy: "the file may be damaged; copy or save it again")
      }
      // Zeros behind the last character are no part of the text.
      if code == 0 {
        zeros += 1
      } else {
        for _ in 0..<zeros { text.append("\0") }
        zeros = 0
        text.append(scalar)
      }
    }
    return String(text)
  }

  /// The contents of an `.npy` file.
  var npyBytes: [UInt8] {
    let length = max(1, texts.map(\.unicodeScalars.count).max() ?? 1)
    var bytes = NumpyFile.header("<U\(length)", sizes: isSingle ? [] : [texts.count])
    bytes.reserveCapacity(bytes.count + 4 * length * texts.count)
    for text in texts {
      for scalar in text.unicodeScalars { bytes.append(littleEndian: scalar.value) }
      bytes.append(contentsOf: repeatElement(0, count: 4 * (length - text.unicodeScalars.count)))
    }
    return bytes
  }
}
