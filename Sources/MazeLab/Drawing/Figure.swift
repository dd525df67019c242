import HookKit

/// A picture that can be drawn as any kind of picture file.
public protocol Figure {
  /// The contents of a picture file; nothing is written.
  ///
  /// - Parameters:
  ///   - format: the kind of file.
  ///   - recipe: JSON that says how the figure was made; the file carries it.
  /// - Throws: `Fault` where cairo fails.
  func bytes(as format: PictureFormat, recipe: String) throws -> [UInt8]

  /// The numbers that are drawn; null for figures whose numbers are given elsewhere.
  var json: JSONValue { get }

  /// What is seen, for those who do not see it; empty where the title says it.
  var words: String { get }
}

extension Figure {
  /// Null: the numbers are given elsewhere.
  public var json: JSONValue { .null }

  /// Nothing: the title says it.
  public var words: String { "" }

  /// The contents of the picture file `path`, whose ending says which format; nothing is written.
  ///
  /// - Throws: `Fault` for an unknown ending.
  public func bytes(for path: String, recipe: String) throws -> [UInt8] {
    try bytes(as: PictureFormat(path: path), recipe: recipe)
  }
}

extension FieldFigure: Figure {}
extension PathFigure: Figure {}
