import HookKit

/// A mirror held to a network's weights: an agent that seeks the top right becomes one that seeks the top left.
///
/// As in procgen-tools' `flip_weights_and_actions`: the kernels of all convolutions are flipped; where a linear
/// layer reads a flattened image, so are its columns; and the logits of left and right (or up and down) change
/// places. What such a network does with a picture is nearly what the original does with the mirrored picture,
/// mirrored. Exactly so are all layers but one kind: pooling with stride 2 pairs the pixels of a row from its
/// left end, so that a mirrored row is paired differently. Poolings have no weights, hence no change of weights
/// can mend that.
public struct Mirror: Sendable, Hashable {
  /// What changes sides.
  public enum Axis: String, Sendable, Hashable, CaseIterable {
    /// Left and right.
    case leftRight = "left-right"
    /// Up and down.
    case upDown = "up-down"
  }

  /// How much of a network is mirrored.
  public enum Extent: String, Sendable, Hashable, CaseIterable {
    /// Everything: kernels, columns of flattened images, logits of actions.
    case network
    /// The kernels of convolutions and nothing else: what is seen stays in its place, but is looked at in a
    /// mirror.
    case kernels
  }

  /// A parameter that was changed, and how.
  public struct Change: Sendable, Hashable {
    /// The parameter's name.
    public let parameter: String
    /// Its shape.
    public let shape: Shape
    /// What was done.
    public let action: String
  }

  /// What changes sides; both axes are a turn by 180 degrees.
  public var axes: Set<Axis>
  /// How much of a network is mirrored.
  public var extent: Extent

  /// A mirror.
  public init(_ axes: Set<Axis>, extent: Extent = .network) { (self.axes, self.extent) = (axes, extent) }

  /// The parameters of a policy, mirrored; two of the same mirror give the original back, bit for bit.
  ///
  /// - Parameters:
  ///   - parameters: those to be mirrored, by the names of the policy's checkpoint.
  ///   - policy: the network that they belong to.
  ///   - layers: which convolutions are flipped, for ``Extent/kernels``; nil for all.
  /// - Throws: `Fault` for sites that no convolution makes, for networks of which it is not known what their
  ///   mirrored weights are, and for parameters that are not named after the modules that they are of; `SiteError` for patterns
  ///   without sites.
  /// - Precondition: the parameters are those of the policy.
  public func applied(
    to parameters: TensorArchive, of policy: Policy, layers: [SitePattern]? = nil
  ) throws -> (parameters: TensorArchive, changes: [Change]) {
    if extent == .network { try policy.checkMirrors() }
    let wanted = try layers.map { try Set($0.flatMap { try Self.convolutions($0, in: policy.graph) }) }
    var result = parameters, changes: [Change] = []
    func change(_ name: String, _ action: String, _ body: (Tensor) -> Tensor) throws(Fault) {
      guard let tensor = result[name] else {
        throw Fault(
          .usage, policy.name, "its checkpoint has no parameter \(name): \(policy.architecture) has names of its own",
          try: "write a model with its network, --out FILE.hookmodel")
      }
      result[name] = body(tensor)
      changes.append(Change(parameter: name, shape: tensor.shape, action: action))
    }
    for node in policy.graph.nodes {
      if node.module is Conv2d, wanted?.contains(node.path) ?? true {
        try change("\(node.path).weight", "kernels flipped") { flippingImages($0) }
      }
      guard extent == .network else { continue }
      if node.module is Linear, let image = policy.graph.flattenedImage(node) {
        try change("\(node.path).weight", "columns of \(image) flipped") { weight in
          let images = weight.reshaped(Shape([weight.shape[0]] + image.sizes))
          return flippingImages(images).reshaped(weight.shape)
        }
      }
      if "\(node.path)_out" == policy.interface.logits {
        for name in ["weight", "bias"] {
          try change("\(node.path).\(name)", "logits exchanged") { exchangingActions($0) }
        }
      }
    }
    return (result, changes)
  }

  /// A tensor whose last two axes are the lines and columns of images, mirrored.
  public func flippingImages(_ tensor: Tensor) -> Tensor {
    let rank = tensor.shape.rank
    precondition(rank >= 2, "a tensor of shape \(tensor.shape) has no images")
    let (height, width) = (tensor.shape[rank - 2], tensor.shape[rank - 1])
    return Tensor(shape: tensor.shape) { output in
      for image in 0..<tensor.shape.count / max(1, height * width) {
        for line in 0..<height {
          let from = axes.contains(.upDown) ? height - 1 - line : line
          for column in 0..<width {
            let source = axes.contains(.leftRight) ? width - 1 - column : column
            output[(image * height + line) * width + column] = tensor.scalars[(image * height + from) * width + source]
          }
        }
      }
    }
  }

  /// The action that does in the mirror what an action does, of procgen's fifteen.
  public func mirrored(action: Int) -> Int {
    guard action < 9 else { return action }
    // 0 to 8: left, none, right by down, none, up; see procgen's list of combinations.
    let (side, height) = (action / 3, action % 3)
    return (axes.contains(.leftRight) ? 2 - side : side) * 3 + (axes.contains(.upDown) ? 2 - height : height)
  }

  /// A tensor whose first axis is the fifteen actions, each in the place of its mirror image.
  func exchangingActions(_ tensor: Tensor) -> Tensor {
    let row = tensor.shape.count / max(1, tensor.shape[0])
    return Tensor(shape: tensor.shape) { output in
      for action in 0..<tensor.shape[0] {
        let source = mirrored(action: action)
        for place in 0..<row { output[action * row + place] = tensor.scalars[source * row + place] }
      }
    }
  }

  private static func convolutions(_ pattern: SitePattern, in graph: ModuleGraph) throws -> [String] {
    try pattern.sites(in: graph).map { site in
      guard let node = graph.maker(of: site), node.module is Conv2d else {
        throw Fault(
          .usage, "layer \"\(site.name)\"", "no convolution makes this value, so that it has no kernels",
          try: "name convolutions: 'embedder.*.conv*_out'")
      }
      return node.path
    }
  }
}

extension Policy {
  /// Checks that what ``Mirror`` changes is all that tells left from right.
  fileprivate func checkMirrors() throws(Fault) {
    guard interface.actions == PolicyInterface.procgen.actions else {
      throw noMirror("its actions are not procgen's")
    }
    for node in graph.nodes {
      guard Self.isMirrored(node.module) else { throw noMirror("\(node.path) is \(node.module)") }
      let readsImage = graph.flattenedImage(node) != nil
      guard !readsImage || node.module is Linear else {
        throw noMirror("\(node.path) reads a picture as a list of numbers")
      }
    }
    guard graph.site(named: interface.logits).flatMap(graph.maker)?.module is Linear else {
      throw noMirror("its logits are not made by a linear layer")
    }
  }

  private func noMirror(_ reason: String) -> Fault {
    Fault(
      .usage, name, "cannot be mirrored: \(reason)",
      try: "mirror a network of convolutions and linear layers for procgen's actions, or kernels alone")
  }

  /// Whether a module does the same with a mirrored picture, once its weights are mirrored.
  private static func isMirrored(_ module: any Module) -> Bool {
    switch module {
    case is Conv2d, is Linear, is BatchNorm, is MaxPool2d, is AveragePool2d, is AdaptiveAveragePool2d, is Flatten,
      is ReLU, is PointwiseModule, is Add, is Subtract, is Multiply:
      true
    default: false
    }
  }
}

extension ModuleGraph {
  /// The shape `[channels, height, width]` of the image whose flattened form a module reads; nil for other
  /// modules.
  fileprivate func flattenedImage(_ node: Node) -> Shape? {
    guard let input = node.inputs.first, input > 0, nodes[input - 1].module is Flatten else { return nil }
    let shape = sites[nodes[input - 1].inputs[0]].shape
    return shape.rank == 3 ? shape : nil
  }
}
