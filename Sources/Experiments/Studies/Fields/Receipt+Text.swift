import HookKit
import MazeLab

extension Receipt {
  /// What an edit did at a site, on two lines; a call names its site already unless it is a pattern.
  package var text: String {
    let part = ratio.map { ", \($0.inPercent) of the activation" }
    let place = call.contains("@\(site)") ? "" : " at \(site)"
    return "\(edit + 1). \(call)\(place)\n   changed \(changed.grouped) of "
      + "\(selected.grouped) elements in \(rows.grouped) rows\(part ?? "")"
  }
}

extension GroupReceipt {
  /// What the edits of a group did together, on two lines.
  var text: String {
    let edits = edits.map { "\($0 + 1)" }.joined(separator: ", ")
    let part = activationNorm > 0 ? ", \((changeNorm / activationNorm).inPercent) of the activation" : ""
    return "group \(group) (\(edits))\n   changed \(changed.grouped) of \(selected.grouped) elements"
      + " at \(sites.count.counted("site"))\(part)"
  }
}

extension Double {
  /// 12.3 %; infinite changes are errors, so that there is always such a number.
  package var inPercent: String { self < 1e9 ? "\((self * 100).oneDecimal) %" : "more than 10^11 %" }
}
