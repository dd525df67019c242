import HookKit

/// A point's value on every axis.
public struct AxisValues: Sendable, Hashable {
  /// The axes' names with the point's values, in the order of the sweep's axes.
  public let values: [(axis: String, value: Axis.Value)]

  init(_ values: [(axis: String, value: Axis.Value)]) { self.values = values }

  public static func == (left: AxisValues, right: AxisValues) -> Bool {
    left.values.elementsEqual(right.values) { $0 == $1 }
  }

  public func hash(into hasher: inout Hasher) {
    for (axis, value) in values {
      hasher.combine(axis)
      hasher.combine(value)
    }
  }

  /// The value on an axis; nil when there is no such axis.
  public subscript(axis: String) -> Axis.Value? { values.first { $0.axis == axis }?.value }

  /// The value on an axis as text.
  ///
  /// - Throws: ``SweepError/unknownAxis(_:call:known:)``.
  public func text(_ axis: String) throws -> String { try value(axis).text }

  /// The value on an axis as a number.
  ///
  /// - Throws: ``SweepError`` when there is no such axis, or its values are no numbers.
  public func number(_ axis: String) throws -> Double {
    let value = try value(axis)
    guard let number = value.number else { throw SweepError.notANumber(axis: axis, value: value.text) }
    return number
  }

  /// The value on an axis as a whole number, exactly.
  ///
  /// - Throws: ``SweepError`` when there is no such axis, or its values are no whole numbers.
  public func integer(_ axis: String) throws -> Int {
    switch try value(axis) {
    case .integer(let number), .level(let number): return number
    case let value:
      guard let number = value.number.flatMap(Int.init(exactly:)) else {
        throw SweepError.notANumber(axis: axis, value: value.text)
      }
      return number
    }
  }

  /// The number of the other sign, as a call spells it.
  func negated(_ axis: String) throws -> String {
    let value = try value(axis)
    guard let negated = value.negated else { throw SweepError.notANumber(axis: axis, value: value.text) }
    return negated.text
  }

  /// The value on the axis `site`.
  public var site: SitePattern {
    get throws { SitePattern(try text(Axis.siteName)) }
  }

  private func value(_ axis: String) throws -> Axis.Value {
    guard let value = self[axis] else {
      throw SweepError.unknownAxis(axis, call: nil, known: values.map(\.axis))
    }
    return value
  }
}

extension AxisValues: CustomStringConvertible {
  /// `level 8, scale -1, site embedder.block2.res1.resadd_out`.
  public var description: String { values.map { "\($0.axis) \($0.value.text)" }.joined(separator: ", ") }
}
