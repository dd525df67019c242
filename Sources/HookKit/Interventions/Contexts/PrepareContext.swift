/// What an intervention may use before a run: the site, the inputs, activations from files or other observations.
public struct PrepareContext: Sendable {
  /// The site to be edited, with its row shape.
  public let site: Site

  /// The network.
  public let graph: ModuleGraph

  /// What the run will be about.
  public let inputs: Inputs

  /// The position of the edit in its plan, from 0.
  public let edit: Int

  /// The seed of the run.
  public let seed: UInt64

  /// What the edit is to random draws; see ``EditContext/drawKey``.
  public let drawKey: UInt64

  /// Where observations that are named in calls come from ("levels 0..<50"); nil where only files can be named.
  public let observations: (any ObservationSource)?

  /// What was found before, for runs of the same network; nil where nothing is kept.
  let cache: ActivationCache?

  /// A context as a run makes it, for tests of interventions.
  public init(
    site: Site, graph: ModuleGraph, inputs: Inputs, edit: Int = 0, seed: UInt64 = 0, drawKey: UInt64 = 0,
    observations: (any ObservationSource)? = nil, cache: ActivationCache? = nil
  ) {
    self.site = site
    self.graph = graph
    self.inputs = inputs
    self.edit = edit
    self.seed = seed
    self.drawKey = drawKey
    self.observations = observations
    self.cache = cache
  }

  /// Random numbers for the preparation: keyed by seed, edit and site, apart from those of the rows.
  public func random() -> RandomStream { RandomStream(seed: seed, drawKey, site.name.stableHash, 2) }

  /// The same for another edit.
  func of(edit: Int, drawKey: UInt64) -> PrepareContext {
    PrepareContext(
      site: site, graph: graph, inputs: inputs, edit: edit, seed: seed, drawKey: drawKey, observations: observations,
      cache: cache)
  }

  /// A tensor of this site that is found once for many runs of the network, where the run keeps what was found.
  ///
  /// - Parameters:
  ///   - name: everything that it depends on besides network, site and source of observations.
  ///   - find: finds it, where it was not found before.
  public func kept(_ name: String, _ find: () throws -> Tensor) rethrows -> Tensor {
    guard let cache else { return try find() }
    return try cache.tensor(name, at: site, find)
  }
}

/// Makes observations from what a call names: `levels 0..<50`, say. Supplied by whoever knows the environment.
public protocol ObservationSource: Sendable {
  /// The observations that `specification` names, or nil when it is not of a form that this source knows.
  ///
  /// - Throws: an ``Essentials/ExplainedError`` for one of its forms with wrong contents.
  func observations(_ specification: String) throws -> Inputs?

  /// What can be named, for error messages: "levels, as in levels 0..<50".
  var forms: String { get }

  /// Words of plugins that name tensors; the default is none.
  var sources: [TensorSourceEntry] { get }
}

extension ObservationSource {
  public var sources: [TensorSourceEntry] { [] }
}
