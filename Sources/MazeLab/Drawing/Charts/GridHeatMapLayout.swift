import HookKit

/// Where everything of a map of pairs goes, in points.
struct GridHeatMapLayout: ChartLayout {
  private static let cellHeight = 11.0
  private static let widestCell = 42.0
  private static let number = Font.sans(5.6)

  private let map: GridHeatMap
  let canvas: Canvas
  let caption: ChartCaption
  let legend: ChartLegend
  private let names: [String]
  private let grid: Rectangle
  private let shading: SquareShading
  let width: Double

  init(_ map: GridHeatMap, on canvas: Canvas) {
    (self.map, self.canvas) = (map, canvas)
    names = Self.shortened(map.rows)
    let left = (names + [map.rowLabel]).map { canvas.width(of: $0, ChartStyle.label) }.max() ?? 0
    let columns = Double(map.columns.count)
    let narrow = ChartStyle.width - 2 * ChartStyle.margin - left - 6
    width = narrow / columns >= 15 ? ChartStyle.width : PictureWidth.page
    let inner = width - 2 * ChartStyle.margin
    caption = ChartCaption(title: map.title, lines: map.caption, width: inner, canvas: canvas)
    legend = ChartLegend(
      map.mark.map { mark in
        [ChartLegend.Entry(name: mark) { canvas, box in Self.dot(box.centre, on: canvas, .black) }]
      } ?? [], width: inner, canvas: canvas)
    let side = min(Self.widestCell, (inner - left - 6) / columns)
    grid = Rectangle(
      x: ChartStyle.margin + left + 6, y: ChartStyle.margin + caption.title.height + 16,
      width: side * columns, height: Self.cellHeight * Double(map.rows.count))
    shading = Self.shading(map)
  }

  /// Names without the first part, up to a dot, where all have the same; the block of a site is the second.
  private static func shortened(_ names: [String]) -> [String] {
    guard names.count > 1, let first = names.first, let dot = first.firstIndex(of: ".") else { return names }
    let shared = first[...dot]
    guard names.allSatisfy({ $0.hasPrefix(shared) && $0.count > shared.count }) else { return names }
    return names.map { String($0.dropFirst(shared.count)) }
  }

  private static func shading(_ map: GridHeatMap) -> SquareShading {
    let values = map.cells.flatMap { $0.compactMap(\.value) }.filter(\.isFinite)
    let most = max(values.map(abs).max() ?? 0, 1e-9)
    return values.contains { $0 < 0 }
      ? SquareShading(values, range: -most...most, map: .change, label: map.label)
      : SquareShading(values, range: 0...most, map: .size, label: map.label)
  }

  private var barTop: Double { grid.maxY + 2 }
  var legendLeft: Double { grid.x }
  var legendTop: Double { barTop + ColorBar.height + 2 }

  var title: String { map.title.isEmpty ? "\(map.label) by \(map.rowLabel) and \(map.columnLabel)" : map.title }

  func drawPlot() {
    canvas.write(map.rowLabel, at: Point(grid.x - 5, grid.y - 4), ChartStyle.tick, .grey, anchor: .right)
    drawColumnNames()
    for (row, name) in names.enumerated() {
      let middle = grid.y + (Double(row) + 0.5) * Self.cellHeight
      canvas.write(name, at: Point(grid.x - 5, middle + 2.4), ChartStyle.label, anchor: .right)
      for (column, cell) in map.cells[row].enumerated() { draw(cell, in: box(row, column)) }
    }
    canvas.stroke(.rectangle(grid), ChartStyle.axis, width: 0.5)
    let bar = Rectangle(x: grid.x, y: barTop, width: max(grid.width, 150), height: ColorBar.height)
    ColorBar(shading: shading).draw(on: canvas, in: bar)
  }

  private func drawColumnNames() {
    let side = grid.width / Double(map.columns.count)
    let widest = map.columns.map { canvas.width(of: $0, ChartStyle.tick) }.max() ?? 0
    // Where names would touch, only every second, third, ... is written.
    let step = max(1, Int(bounded: ((widest + 3) / side).rounded(.up)))
    for (column, name) in map.columns.enumerated() where column % step == 0 {
      let middle = grid.x + (Double(column) + 0.5) * side
      let shown = name.hasPrefix("-") ? "−" + name.dropFirst() : name
      canvas.write(shown, at: Point(middle, grid.y - 4), ChartStyle.tick, .grey, anchor: .middle)
    }
    canvas.write(
      map.columnLabel, at: Point(grid.centre.x, grid.y - 11.5), ChartStyle.tick, .grey, anchor: .middle)
  }

  private func box(_ row: Int, _ column: Int) -> Rectangle {
    let side = grid.width / Double(map.columns.count)
    return Rectangle(
      x: grid.x + Double(column) * side, y: grid.y + Double(row) * Self.cellHeight, width: side,
      height: Self.cellHeight)
  }

  private func draw(_ cell: GridHeatMap.Cell, in box: Rectangle) {
    guard let value = cell.value, value.isFinite else {
      canvas.fill(.rectangle(box), Color(hex: 0xDDDDDD))
      return
    }
    let color = shading.color(value)
    canvas.fill(.rectangle(box), color)
    let ink: Color = color.isDark ? .white : .black
    let fits = box.width >= 21
    if fits {
      canvas.write(
        value.threeDigits, at: Point(box.centre.x, box.centre.y + 2), Self.number, ink, anchor: .middle)
    }
    if cell.isMarked {
      Self.dot(fits ? Point(box.maxX - 2.6, box.y + 2.6) : box.centre, on: canvas, ink)
    }
  }

  private static func dot(_ place: Point, on canvas: Canvas, _ color: Color) {
    canvas.fill(.circle(place, radius: 1.2), color)
  }
}

extension Color {
  /// Whether white text is easier to read on it than black (relative luminance).
  fileprivate var isDark: Bool { 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.45 }
}
