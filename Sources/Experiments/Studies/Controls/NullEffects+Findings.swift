import HookKit
import MazeLab
import Sweeps

/// Null twins in every form that they are shown in; the word for what is held against them is "effect", or another.
extension NullEffects {
  /// Both tables, as findings have them; nothing without entries.
  @ListBuilder<any Finding> func tables(of effect: String = "effect") -> [any Finding] {
    if !entries.isEmpty {
      table(of: effect)
      if !sizes.isEmpty { sizesTable }
    }
  }

  /// The sizes for programs.
  var sizesJSON: JSONValue {
    .array(
      sizes.map { size in
        let side = size.side.isEmpty ? [] : [JSONValue.Member("side", .string(size.side))]
        return .object(
          [
            .init("site", .string(size.site))
          ] + side + [
            .init("control", .string(size.control.name)),
            .init("draws", .integer(size.twins.count)), .init("edits", size.plan.map { .number($0) } ?? .null),
            .init("meanOfTwins", .number(size.mean)), .init("least", .number(size.range.lowerBound)),
            .init("most", .number(size.range.upperBound)),
          ])
      })
  }

  /// The sizes for cards and other findings.
  var sizesTable: DataTable {
    DataTable(
      "null-sizes", "Net change at each site, as a part of the activation's norm: the edits and their null twins",
      of: sizes
    ) {
      Column("site", \.place)
      Column("control") { $0.control.summary }
      Column("edits", \.plan)
      Column("mean of twins", \.mean)
      Column("least", \.range.lowerBound)
      Column("most", \.range.upperBound)
    }
  }

  /// For programs.
  func json(of effect: String = "effect") -> JSONValue {
    .array(
      entries.map { entry in
        .object([
          .init("metric", .string(entry.metric)), .init("control", .string(entry.control.name)),
          .init("draws", .integer(entry.comparison.count)), .init(effect, .number(entry.comparison.value)),
          .init("meanOfTwins", .number(entry.mean)), .init("percentile", .number(entry.percentile.estimate)),
          .init("interval", entry.interval.json),
        ])
      })
  }

  /// For cards and other findings.
  func table(of effect: String = "effect") -> DataTable {
    DataTable(
      "null-twins", "Null twins: where the \(effect) stands among theirs, with 95 % intervals",
      heads: ["metric", "control", "draws", effect, "mean of twins", "percentile"].map { ColumnHead($0) }
        + [ColumnHead("95 % interval", key: "percentile", .interval)],
      rows: entries.map { entry in
        [
          .text(entry.metric), .text(entry.control.summary), .integer(entry.comparison.count),
          .number(entry.comparison.value), .number(entry.mean), .percentage(entry.percentile.estimate),
          .percentages(entry.interval),
        ]
      })
  }
}

extension NullEffects.Entry {
  /// The interval of the percentile, over so many draws.
  fileprivate var interval: TableInterval { TableInterval(percentile, of: comparison.count, unit: "draw") }
}
