/// What all edits of a site did together in a run: how far the value after the last of them is from that before the first.
public struct SiteChange: Sendable, Codable, Hashable {
  /// The site's primary name.
  public let site: String
  /// The number of rows, those at which no edit acted included.
  public let rows: Int
  /// The Euclidean norm of the change, over all rows.
  public let changeNorm: Double
  /// The Euclidean norm of the whole activation before the edits, over all rows.
  public let activationNorm: Double

  /// The norm of the change as a part of the activation's norm; nil for an activation of zeros.
  public var ratio: Double? { activationNorm > 0 ? changeNorm / activationNorm : nil }
}

extension SiteChange {
  init(_ site: Site, from before: Tensor, to after: Tensor) {
    var (change, whole) = (0.0, 0.0)
    before.withUnsafeScalars { old in
      after.withUnsafeScalars { new in
        for k in old.indices {
          change += Double(new[k] - old[k]) * Double(new[k] - old[k])
          whole += Double(old[k]) * Double(old[k])
        }
      }
    }
    self.init(
      site: site.name, rows: before.rows, changeNorm: change.squareRoot(), activationNorm: whole.squareRoot())
  }

  /// This change and that of other rows at the same site, as one.
  package func merged(with other: SiteChange) -> SiteChange {
    func together(_ norm: KeyPath<SiteChange, Double>) -> Double {
      (self[keyPath: norm] * self[keyPath: norm] + other[keyPath: norm] * other[keyPath: norm]).squareRoot()
    }
    return SiteChange(
      site: site, rows: rows + other.rows, changeNorm: together(\.changeNorm),
      activationNorm: together(\.activationNorm))
  }
}

extension [SiteChange] {
  /// The changes of several runs of one plan, site by site.
  package func merged(with others: [SiteChange]) -> [SiteChange] {
    isEmpty ? others : zip(self, others).map { $0.merged(with: $1) }
  }
}
