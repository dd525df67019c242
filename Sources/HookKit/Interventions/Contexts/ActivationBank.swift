/// Activations of one site on many inputs, with what is known of each.
public struct ActivationBank: Sendable, Equatable {
  /// `[M, ...]`, at least one row.
  public let tensor: Tensor

  /// What is known of each row: `["cheese": "3,4"]`; nothing for files that do not say.
  public let labels: [[String: String]]

  /// Rows `[M, ...]` with what is known of each.
  ///
  /// - Precondition: there is at least one row, and one set of labels for each.
  public init(_ tensor: Tensor, labels: [[String: String]]) {
    precondition(
      tensor.rows > 0 && tensor.rows == labels.count, "\(labels.count) labels for \(tensor.rows) rows")
    self.tensor = tensor
    self.labels = labels
  }

  /// The number of rows.
  public var count: Int { labels.count }

  /// Checks a tensor `[M, ...]` or `[...]` against a site.
  init(_ tensor: Tensor, labels: [[String: String]]?, source: String, site: Site) throws {
    let rows = tensor.shape == site.shape ? tensor.reshaped(site.shape.batched(1)) : tensor
    guard rows.shape.rank > 0, rows.shape.row == site.shape else {
      throw ActivationError.wrongShape(
        source: source, shape: tensor.shape, site: site, remedy: "give rows [M] + \(site.shape)")
    }
    guard rows.rows > 0 else { throw ActivationError.empty(source: source) }
    if let labels, labels.count != rows.rows {
      throw ActivationError.labels(
        source: source, "describes \(labels.count) rows, and there are \(rows.rows)")
    }
    self.init(try rows.checkedFinite(source: source), labels: labels ?? Array(repeating: [:], count: rows.rows))
  }
}

extension ActivationBank {
  /// The key under which a file of activations describes its rows.
  public static let labelsKey = "rows"

  /// The text that a file of activations keeps under ``labelsKey``: a JSON array of one record of labels a
  /// row. Labels that are whole numbers are numbers there.
  public static func labelsText(_ rows: [Inputs.Row]) -> String {
    let records = rows.map { row in
      JSONValue.object(
        row.labels.sorted { $0.key < $1.key }.map { key, text in
          JSONValue.Member(key, Int(text).flatMap { String($0) == text ? .integer($0) : nil } ?? .string(text))
        })
    }
    return JSONValue.array(records).line
  }

  static func labels(of text: String, source: String) throws -> [[String: String]] {
    do {
      return try StrictJSON.decode([[String: Label]].self, from: text).map { $0.mapValues(\.text) }
    } catch {
      throw ActivationError.labels(source: source, "is no JSON array with one record of texts and whole numbers a row")
    }
  }

  /// A label: a text or a whole number.
  private struct Label: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      text = if let text = try? value.decode(String.self) { text } else { String(try value.decode(Int.self)) }
    }
  }
}
