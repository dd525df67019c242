/// The elements of one row of a site that a selection takes.
public enum SelectedElements: Hashable, Sendable {
  /// Every element of the row, of which there are `count`.
  case all(count: Int)
  /// Offsets into the row-major row, ascending, each once.
  case some([Int])

  /// The number of elements that are taken.
  public var count: Int {
    switch self {
    case .all(let count): count
    case .some(let offsets): offsets.count
    }
  }

  /// All of them as offsets into the row-major row, ascending.
  public var offsets: [Int] {
    switch self {
    case .all(let count): Array(0..<count)
    case .some(let offsets): offsets
    }
  }

  /// The elements that are in both.
  func intersection(_ other: SelectedElements) -> SelectedElements {
    guard case .some(let offsets) = self else { return other }
    guard case .some(let others) = other else { return self }
    let kept = Set(others)
    return .some(offsets.filter(kept.contains))
  }
}

extension Selection {
  /// Finds the elements that this selection takes of one row of a site.
  ///
  /// - Parameters:
  ///   - site: the site, whose row has the shape ``Site/shape``.
  ///   - geometry: how the grid world lies over the input, for `square(r, c)`; nil where the input shows none.
  /// - Throws: ``SelectionError`` for too many axes, an index out of range, a square without a grid, or nothing selected;
  ///   and what a ``SelectionKind`` throws.
  public func elements(of site: Site, geometry: GridGeometry? = nil) throws -> SelectedElements {
    switch self {
    case .all: return .all(count: site.shape.count)
    case .chosen(let chosen): return try chosen.elements(of: site, in: geometry)
    case .indices(let indices): return try elements(indices, of: site, geometry)
    }
  }

  private func elements(
    _ indices: [Index], of site: Site, _ geometry: GridGeometry?
  ) throws(SelectionError) -> SelectedElements {
    let perAxis = try spread(indices, over: site, geometry)
    let strides = site.shape.strides
    var offsets = [0]
    for (axis, positions) in perAxis.enumerated() {
      offsets = offsets.flatMap { offset in positions.map { offset + $0 * strides[axis] } }
    }
    guard !offsets.isEmpty else { throw SelectionError(self, site, "selects nothing", selectsNothing: true) }
    return .some(Array(Set(offsets)).sorted())
  }

  /// The positions taken along every axis of the site.
  private func spread(
    _ indices: [Index], over site: Site, _ geometry: GridGeometry?
  ) throws(SelectionError) -> [[Int]] {
    // Said first, because a square counts for two axes and would be one too many.
    if site.shape.rank != 3, indices.contains(where: \.isSquare) { throw squareWithoutImage(site) }
    let named = indices.reduce(0) { $0 + $1.axisCount }
    let rank = site.shape.rank
    guard named <= rank else { throw SelectionError(self, site, "has \(named) axes, but the site has \(rank)") }
    let rests = indices.count { $0 == .rest }
    guard rests <= 1 else { throw SelectionError(self, site, "has more than one `...`") }
    var perAxis: [[Int]] = []
    for index in rests == 0 ? indices + [.rest] : indices {
      let axis = perAxis.count
      switch index {
      case .rest: for skipped in axis..<axis + rank - named { perAxis.append(Array(0..<site.shape[skipped])) }
      case .square(let row, let column):
        let (lines, columns) = try cells(row, column, site, axis, geometry)
        perAxis += [Array(lines), Array(columns)]
      default: perAxis.append(try positions(index, site, axis))
      }
    }
    return perAxis
  }

  private func positions(_ index: Index, _ site: Site, _ axis: Int) throws(SelectionError) -> [Int] {
    let size = site.shape[axis]
    switch index {
    case .position(let position): return [try checked(position, site, axis)]
    case .positions(let list):
      var checkedList: [Int] = []
      for position in list { checkedList.append(try checked(position, site, axis)) }
      return checkedList
    case .slice(let lower, let upper, let step):
      guard step > 0 else { throw SelectionError(self, site, "has the step \(step); steps are positive") }
      // As in NumPy, a slice is cut to the axis; one that lies outside it altogether selects nothing, which is an error here.
      let clamp = { (bound: Int) in min(max(bound < 0 ? bound + size : bound, 0), size) }
      let (first, end) = (clamp(lower ?? 0), clamp(upper ?? size))
      return first < end ? Array(stride(from: first, to: end, by: step)) : []
    case .whole, .rest, .square: return Array(0..<size)
    }
  }

  private func checked(_ position: Int, _ site: Site, _ axis: Int) throws(SelectionError) -> Int {
    let size = site.shape[axis]
    guard (-size..<size).contains(position) else {
      throw SelectionError(
        self, site, "index \(position) is out of range on axis \(axis), which has \(size) positions",
        try: "use \(-size) to \(size - 1)")
    }
    return position < 0 ? position + size : position
  }

  private func squareWithoutImage(_ site: Site) -> SelectionError {
    SelectionError(
      self, site, "a square takes the last two axes of a [channels, height, width] site",
      try: "write [channel, square(r, c)] at such a site")
  }

  private func cells(
    _ row: Int, _ column: Int, _ site: Site, _ axis: Int, _ geometry: GridGeometry?
  ) throws(SelectionError) -> (Range<Int>, Range<Int>) {
    guard axis + 2 == site.shape.rank else { throw squareWithoutImage(site) }
    guard let geometry else {
      throw SelectionError(
        self, site, "the input shows no fixed grid of squares", try: "name cells by line and column instead")
    }
    let inner = 0..<geometry.innerSize
    guard inner.contains(row), inner.contains(column) else {
      throw SelectionError(
        self, site, "square (\(row), \(column)) is outside the maze of \(inner.count)x\(inner.count) squares",
        try: "use 0 to \(inner.count - 1), row 0 at the bottom")
    }
    return geometry.cells(row: row, column: column, height: site.shape[1], width: site.shape[2])
  }
}

extension Selection.Index {
  var isSquare: Bool { if case .square = self { true } else { false } }

  fileprivate var axisCount: Int {
    switch self {
    case .rest: 0
    case .square: 2
    default: 1
    }
  }
}

/// A selection that does not fit its site.
public struct SelectionError: ExplainedError, Hashable {
  /// The selection as a call spells it.
  public let selection: String
  /// The site's name and shape.
  public let site: String
  /// What is wrong.
  public let problem: String
  /// What would work.
  public let remedy: String
  /// Whether the selection fits and is merely empty, which a plan may allow.
  public let selectsNothing: Bool

  /// What is wrong with a selection at a site.
  ///
  /// - Parameters:
  ///   - selection: the selection.
  ///   - site: the site.
  ///   - problem: what is wrong: "the mask holds 2".
  ///   - remedy: what would work; the site's shape unless given.
  ///   - selectsNothing: whether it fits and is merely empty.
  public init(
    _ selection: Selection, _ site: Site, _ problem: String, try remedy: String? = nil, selectsNothing: Bool = false
  ) {
    self.selection = selection.description
    self.site = site.description
    self.problem = problem
    self.selectsNothing = selectsNothing
    self.remedy = remedy ?? "the site's shape after the batch is \(site.shape)"
  }

  public var explanation: Explanation {
    Explanation(.usage, "selection \(selection) of \(site)", problem, try: remedy)
  }
}
