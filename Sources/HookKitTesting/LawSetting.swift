import HookKit

/// Where an intervention is tried: a site of a network, and inputs.
public struct LawSetting: Sendable {
  /// The network; interventions that run it in `prepare` get this one.
  public var graph: ModuleGraph
  /// The site to edit.
  public var site: Site
  /// What the run is about: the rows' keys, labels and geometry.
  public var inputs: Inputs
  /// Where observations come from that the intervention names.
  public var observations: (any ObservationSource)?

  /// A site of a network of yours, with inputs that fit it.
  ///
  /// - Precondition: there are at least two rows, or nothing could be said about rows.
  public init(graph: ModuleGraph, site: Site, inputs: Inputs, observations: (any ObservationSource)? = nil) {
    precondition(inputs.count > 1, "laws need at least two rows")
    self.graph = graph
    self.site = site
    self.inputs = inputs
    self.observations = observations
  }

  /// A small site of its own: five rows of random numbers, some of them zeros, labelled `group` = "a" or
  /// "b".
  ///
  /// - Parameters:
  ///   - shape: the shape of a row of the site.
  ///   - name: the site; `body_out`, computed from `input`, for interventions that read another one.
  ///   - observations: what makes observations that calls name; nil where only files can be named.
  public init(shape: Shape, at name: String = "input", observations: (any ObservationSource)? = nil) throws {
    var builder = GraphBuilder(input: shape)
    // The input itself is the site; a module must read it, or the graph would have no output besides.
    try builder.add("body", ReLU(), builder.input)
    let groups = ["a", "b", "a", "b", "a"]
    let rows = groups.enumerated().map { Inputs.Row(key: 100 + 7 * UInt64($0), labels: ["group": $1]) }
    let graph = builder.graph
    let values = Self.activation(shape.batched(rows.count))
    self.init(
      graph: graph, site: try SitePattern(name).sites(in: graph)[0], inputs: Inputs(values, rows: rows),
      observations: observations)
  }

  /// A site with channels, lines and columns, and one without.
  public static var standard: [LawSetting] {
    get throws { [try LawSetting(shape: [3, 4, 5]), try LawSetting(shape: [6])] }
  }

  /// Normal numbers with every seventh replaced by 0 or -0, which careless arithmetic does not keep.
  static func activation(_ shape: Shape, stream number: UInt64 = 1) -> Tensor {
    var stream = RandomStream(seed: 0x1A35, number)
    var scalars = stream.normals(shape.count)
    for index in stride(from: 3, to: scalars.count, by: 7) { scalars[index] = index % 2 == 0 ? 0 : -0.0 }
    return Tensor(scalars, shape: shape)
  }

  /// The activation to edit: random, with the site's shape.
  var value: Tensor { Self.activation(site.shape.batched(inputs.count)) }

  func prepareContext(seed: UInt64) -> PrepareContext {
    PrepareContext(site: site, graph: graph, inputs: inputs, edit: 0, seed: seed, observations: observations)
  }

  /// Random numbers for what is read of a site; nil for the edited one without any edit.
  func activation(of read: Site?) -> Tensor {
    Self.activation((read ?? site).shape.batched(inputs.count), stream: 2 + UInt64(read?.index ?? 0))
  }

  /// The same setting, whose rows have these grids.
  func with(grids: [GridGeometry?]) -> LawSetting {
    var setting = self
    setting.inputs = Inputs(
      inputs.tensor,
      rows: zip(inputs.rows, grids).map { row, grid in
        var row = row
        row.geometry = grid
        return row
      })
    return setting
  }
}
