import CKernels

/// What a graph has made of a base image.
struct KeptValues: Sendable {
  /// The engine's state of the graph, and the number of its sites: other edges are other sites.
  private let state: EngineState, sites: Int
  /// Values of several bases by site index, and which of their rows is this one.
  private let values: [Int: Activation], row: Int

  init(_ values: [Int: Activation], row: Int, of graph: ModuleGraph) {
    (state, sites) = (graph.engineState, graph.sites.count)
    (self.values, self.row) = (values, row)
  }

  func isOf(_ graph: ModuleGraph) -> Bool { state === graph.engineState && sites == graph.sites.count }

  /// Where the value at a site lies.
  func window(of site: Int) -> hk_window? { values[site]?.windows[row] }
}

/// The bases of some rows, one for each row, with all that the graph has made of them.
struct KeptBases: Sendable {
  /// Values at a site with their bases, which keep them.
  struct Values {
    let bases: KeptBases
    let windows: [hk_window]
  }

  private let images: [BaseImage]
  private let values: [KeptValues]

  /// - Precondition: the graph has been run on all of them.
  init(_ images: [BaseImage], of graph: ModuleGraph) {
    self.images = images
    values = images.compactMap { $0.values(of: graph) }
    precondition(values.count == images.count, "a base that the network has not been run on")
  }

  private init(_ images: [BaseImage], _ values: [KeptValues]) { (self.images, self.values) = (images, values) }

  subscript(rows: Range<Int>) -> KeptBases { KeptBases(Array(images[rows]), Array(values[rows])) }

  /// The values at a site; nil where they are not kept.
  func values(at site: Int) -> Values? {
    let windows = values.compactMap { $0.window(of: site) }
    return windows.count == values.count ? Values(bases: self, windows: windows) : nil
  }

  /// The smallest rectangle around the cells in which each row of a tensor differs from its base.
  func rects(of tensor: Tensor) -> [Rect] {
    images.enumerated().map { row, image in Rect(where: tensor, row: row, differsFrom: image.tensor) }
  }
}

/// Notes the values of images that an engine makes.
final class ValueRecorder: Sendable {
  private let noted = Locked<[Int: Activation]>([:])

  var values: [Int: Activation] { noted.withLock { $0 } }

  func note(_ value: Activation, at site: Int) {
    if value.isImage, !value.hasBase { noted.withLock { $0[site] = value } }
  }
}

extension BaseImage {
  /// What a graph has made of the image; nil where it has not been run yet.
  func values(of graph: ModuleGraph) -> KeptValues? {
    kept.withLock { $0.lazy.compactMap { $0 as? KeptValues }.first { $0.isOf(graph) } }
  }

  func keep(_ values: KeptValues) { kept.withLock { $0.append(values) } }
}
