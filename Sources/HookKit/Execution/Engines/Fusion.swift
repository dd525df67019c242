/// Which modules are computed together because nobody looks at the values between them.
///
/// A ReLU that only a convolution reads is done while the convolution reads its input; an addition whose one input is made
/// by a convolution that nothing else reads is done while the convolution writes its output.
struct Fusion: Sendable {
  /// What a node of the range does.
  enum Step: Sendable {
    /// Computed by itself.
    case alone
    /// Done by a later node of the range; makes no value of its own.
    case absorbed
    /// A convolution of the site `input`, rectified first if so said, with the site `residual` added; makes the value of site `output`.
    case convolution(input: Int, rectify: Bool, residual: Int?, output: Int)
  }

  /// One step for each node of the range.
  private(set) var steps: [Int: Step] = [:]

  /// - Parameter nodes: the nodes between two stops of a run; the value of the last one is looked at.
  init(_ graph: ModuleGraph, _ nodes: Range<Int>, _ schedule: RunSchedule) {
    guard let last = nodes.last else { return }
    /// The one node that reads a site, when it is in the range and nobody else looks.
    func onlyReader(_ site: Int) -> Int? {
      guard site != last + 1, schedule.lastReader[site] < nodes.upperBound else { return nil }
      let readers = nodes.filter { schedule.needed[$0 + 1] && graph.nodes[$0].inputs.contains(site) }
      return readers.count == 1 ? readers[0] : nil
    }
    for node in nodes where schedule.needed[node + 1] && graph.nodes[node].module is Conv2d {
      var input = graph.nodes[node].inputs[0]
      let maker = input - 1
      let rectify = nodes.contains(maker) && graph.nodes[maker].module is ReLU && onlyReader(input) == node
      if rectify {
        steps[maker] = .absorbed
        input = graph.nodes[maker].inputs[0]
      }
      var (residual, output) = (Int?.none, node + 1)
      if let sum = onlyReader(node + 1), graph.nodes[sum].module is Add {
        residual = graph.nodes[sum].inputs.first { $0 != node + 1 }
        // The other input must be there by the time the convolution runs.
        if let other = residual, other <= node {
          steps[sum] = .absorbed
          output = sum + 1
        } else {
          residual = nil
        }
      }
      steps[node] = .convolution(input: input, rectify: rectify, residual: residual, output: output)
    }
  }

  subscript(node: Int) -> Step { steps[node] ?? .alone }
}
