/// A way to choose elements of a site that is worked out before a run: by a mask from a file, by which channels stand out.
///
/// ```swift
/// struct Loudest: SelectionKind {
///   static let name = "loudest"
///   static let summary = "the channel with the largest mean magnitude"
///   func elements(for context: PrepareContext, in grid: GridGeometry?) throws -> SelectedElements { ... }
/// }
/// registry.add(Loudest.self)     // `zero@SITE[loudest]` then works
/// ```
///
/// Its stored properties are parameters as those of an ``Intervention``: `[top(8)]`.
public protocol SelectionKind: Codable, Sendable {
  /// The word in brackets: lower-case words joined by hyphens.
  static var name: String { get }

  /// Which elements it takes, in a line.
  static var summary: String { get }

  /// The parameter that may stand without its name, as the number of `[top(8)]`. The default is none.
  static var mainParameter: String? { get }

  /// Whether rows with another grid have other elements. The default is no, and then it is asked once for a run.
  var dependsOnGrid: Bool { get }

  /// How it is written in brackets, if not as a call. The default is the name with the parameters that differ from their
  /// defaults.
  var text: String { get }

  /// The value with every parameter at its default.
  init()

  /// The elements that it takes of a row: the same ones whatever the row holds.
  ///
  /// - Parameters:
  ///   - context: the site, the run's inputs, files and other observations.
  ///   - grid: how the row's grid world lies over its image; nil where there is none, or ``dependsOnGrid`` is false.
  /// - Throws: an `ExplainedError` where there is no such choice at the site.
  func elements(for context: PrepareContext, in grid: GridGeometry?) throws -> SelectedElements
}

extension SelectionKind {
  public static var mainParameter: String? { nil }
  public var dependsOnGrid: Bool { false }
  public var text: String {
    ParameterCoding.text(Self.name, self, default: Self(), main: Self.mainParameter)
  }
}
