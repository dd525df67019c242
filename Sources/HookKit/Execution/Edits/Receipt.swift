/// What an edit did at one site in one run.
public struct Receipt: Sendable, Codable, Hashable {
  /// The position of the edit in its plan, from 0.
  public let edit: Int
  /// The edit as a call spells it.
  public let call: String
  /// The site's primary name.
  public let site: String
  /// The number of rows it saw.
  public let rows: Int
  /// The number of elements selected, over all rows.
  public let selected: Int
  /// The number of elements whose bits it changed.
  public let changed: Int
  /// The Euclidean norm of the change, over all rows.
  public let changeNorm: Double
  /// The Euclidean norm of the selected activation before the edit, over all rows.
  public let activationNorm: Double

  /// The norm of the change as a part of the norm of what was selected; nil when that was all zeros.
  public var ratio: Double? { activationNorm > 0 ? changeNorm / activationNorm : nil }
}

extension Receipt: CustomStringConvertible {
  public var description: String {
    let part = ratio.map { ", \(($0 * 1000).rounded() / 10) % of the activation" } ?? ""
    return "\(call) at \(site): changed \(changed.grouped) of \(selected.grouped) elements in \(rows) rows\(part)"
  }
}

extension Receipt {
  /// This receipt, with the edit spelled in another way.
  package func spelled(_ call: String) -> Receipt {
    Receipt(
      edit: edit, call: call, site: site, rows: rows, selected: selected, changed: changed, changeNorm: changeNorm,
      activationNorm: activationNorm)
  }

  /// This receipt and that of other rows of the same run, edit and site, as one.
  package func merged(with other: Receipt) -> Receipt {
    Receipt(
      edit: edit, call: call, site: site, rows: rows + other.rows, selected: selected + other.selected,
      changed: changed + other.changed,
      changeNorm: (changeNorm * changeNorm + other.changeNorm * other.changeNorm).squareRoot(),
      activationNorm: (activationNorm * activationNorm + other.activationNorm * other.activationNorm).squareRoot())
  }
}
