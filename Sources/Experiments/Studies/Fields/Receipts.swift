import HookKit
import MazeLab

/// What edits did, and what those of each group of a plan did together: lines in a terminal, a table elsewhere.
struct Receipts: Finding {
  private let receipts: [Receipt]
  private let groups: [GroupReceipt]

  /// The receipts of a plan; without one, of edits that are in no group.
  init(_ receipts: [Receipt], of plan: Plan = Plan()) {
    (self.receipts, groups) = (receipts, plan.groupReceipts(receipts))
  }

  var name: String { table.name }
  var text: String { (receipts.map(\.text) + groups.map(\.text)).joined(separator: "\n") }
  var markdown: String { table.markdown }
  var html: String { table.html }
  var json: JSONValue { table.json }
  var parts: [FindingPart] { table.parts }

  /// A line for each edit and site.
  private var table: DataTable {
    DataTable("receipts", "Receipts", of: receipts) {
      Column("edit") { $0.edit + 1 }
      Column("call", \.call)
      Column("site", \.site)
      Column("rows", \.rows)
      Column("selected", \.selected)
      Column("changed", \.changed)
      Column("change / activation") { $0.ratio }
    }
  }
}
