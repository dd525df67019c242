import HookKit
import ImpalaModel
import MazeLab

extension ProbeOptions {
  /// What cannot be probed so, before anything is computed.
  ///
  /// - Throws: `Fault` for probes of cells with what is of whole sites or of several policies; `ProbeError` for sites without
  ///   channels; what is wrong with patterns of sites.
  public func check(on policies: [Policy]) throws {
    let others = [
      policies.count > 1 ? "a second --model" : nil, channels ? "--channels" : nil, sparse.isEmpty ? nil : "--sparse",
    ]
    if cells, let other = others.compactMap(\.self).first {
      throw Fault(
        .usage, "--cells with \(other)", "a probe of cells reads all channels of one policy", try: "leave one out")
    }
    for policy in policies {
      let sites = try SiteChoice.sites(sites, of: policy.graph)
      if channels || cells, let flat = sites.first(where: { $0.shape.rank != 3 }) {
        throw ProbeError.noChannels(site: flat.name, shape: flat.shape)
      }
    }
  }
}

extension ProbeTarget {
  /// Targets by their names, each once, and the numbers of a file.
  ///
  /// - Parameters:
  ///   - names: those that probes have, and metrics of mazes.
  ///   - labels: the path of a file with a number for each row; nil for none.
  ///   - isLogistic: whether logistic regression is asked for; nil for what suits each.
  ///   - ofCells: whether cells are probed.
  ///   - registry: the metrics of mazes.
  /// - Throws: what is wrong with them, all of it together; `ProbeError.noTarget` for none.
  public static func all(
    named names: [String], labels: String?, isLogistic: Bool?, ofCells: Bool, in registry: Registry
  ) throws -> [ProbeTarget] {
    var faults: [any ExplainedError] = [], found: [ProbeTarget] = []
    func noting(_ body: () throws -> Void) rethrows {
      do { try body() } catch let error as any ExplainedError { faults.append(error) }
    }
    for name in names {
      try noting {
        let target = try ProbeTarget(name, registry: registry)
        try target.check(isLogistic: isLogistic, ofCells: ofCells)
        if !found.contains(where: { $0.name == target.name }) { found.append(target) }
      }
    }
    if let labels {
      if ofCells { faults.append(ProbeError.notForCells(target: "labels")) }
      try noting { found.append(.labels(try ProbeLabels(contentsOf: labels))) }
    }
    if faults.isEmpty, found.isEmpty { throw ProbeError.noTarget }
    guard faults.isEmpty else { throw FaultList(faults) }
    return found
  }
}
