import HookKit

/// Which pixels of the observation a cell of a site can depend on.
///
/// Cell `k` of an axis sees the pixels from `origin + step * k` on, `size` of them; what lies outside the picture is padding.
/// Each layer widens that by its window (Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural Networks",
/// 2019).
public struct ReceptiveField: Hashable, Sendable {
  /// Pixels between neighbouring cells.
  public let step: Int
  /// The first pixel that cell 0 sees; negative in the padding.
  public let origin: Int
  /// How many pixels a cell sees along each axis.
  public let size: Int

  static let pixel = ReceptiveField(step: 1, origin: 0, size: 1)

  /// Behind a layer whose cells look at windows of this one's.
  func through(kernel: Int, stride: Int, padding: Int) -> ReceptiveField {
    ReceptiveField(step: step * stride, origin: origin - padding * step, size: size + (kernel - 1) * step)
  }

  /// What sees all that either of two sees; nil where their cells lie apart.
  func joined(with other: ReceptiveField) -> ReceptiveField? {
    guard step == other.step else { return nil }
    let first = min(origin, other.origin)
    return ReceptiveField(
      step: step, origin: first, size: max(origin + size, other.origin + other.size) - first)
  }

  /// The field of every site of a network, by its index; nil where cells have no place: behind a layer that looks at all.
  public static func all(of graph: ModuleGraph) -> [ReceptiveField?] {
    graph.nodes.reduce(into: [graph.inputShape.rank == 3 ? pixel : nil]) { fields, node in
      fields.append(field(of: node, fields))
    }
  }

  private static func field(of node: ModuleGraph.Node, _ fields: [ReceptiveField?]) -> ReceptiveField? {
    let inputs = node.inputs.compactMap { fields[$0] }
    guard inputs.count == node.inputs.count, let first = inputs.first else { return nil }
    switch node.module {
    case let module as Conv2d where module.kernelHeight == module.kernelWidth:
      return first.through(kernel: module.kernelHeight, stride: module.stride, padding: module.padding)
    case let module as MaxPool2d:
      return first.through(kernel: module.kernel, stride: module.stride, padding: module.padding)
    case is ReLU: return first
    case is Add: return inputs.dropFirst().reduce(first) { joined, next in joined?.joined(with: next) }
    default: return nil
    }
  }

  var json: JSONValue {
    .object([.init("step", .integer(step)), .init("origin", .integer(origin)), .init("size", .integer(size))])
  }
}
