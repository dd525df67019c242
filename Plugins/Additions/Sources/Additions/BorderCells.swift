import Experiments

/// The cells at the border of the image, in every channel: `zero@SITE[border(2)]`.
public struct BorderCells: SelectionKind {
  public static let name = "border"
  public static let summary = "the cells at the border of the image, in every channel"
  public static let mainParameter: String? = "width"

  @Parameter("how many cells from the border on") public var width: Int = 1

  public init() {}
  public init(width: Int) { self.width = width }

  public func elements(for context: PrepareContext, in grid: GridGeometry?) throws -> SelectedElements {
    let shape = context.site.shape
    guard shape.rank == 3, width > 0 else {
      throw SelectionError(
        Selection(self), context.site, "needs an image and a positive width", try: "write [border(1)] at such a site")
    }
    let (height, columns) = (shape[1], shape[2])
    return .some(
      (0..<shape.count).filter { offset in
        let (line, column) = (offset / columns % height, offset % columns)
        return min(line, column, height - 1 - line, columns - 1 - column) < width
      })
  }
}
