/// A network as an exporter wrote it: operations of PyTorch or ONNX on named values, before anything is made of them.
struct TracedNetwork {
  /// What wrote it: "torch.export of PyTorch 2.13.0", "ONNX, opset 20".
  var origin: String
  /// What is given to the network, by name, in order.
  var inputs: [String]
  /// What it returns, in order.
  var outputs: [String]
  /// In order of computation.
  var operations: [TracedOperation]
  /// Parameters and other arrays that are the same in every run.
  var constants: [String: TypedArray]
  /// What the file says of values, where it does.
  var types: [String: TracedType]
}

/// The type and shape of a value, the batch included, as a file states them.
struct TracedType {
  /// Nil for a type that has no counterpart here.
  let element: ElementType?
  /// Nil stands for a size that is left open.
  let sizes: [Int?]

  /// What is said of the value in messages: `[3, 64, 64]`, without the batch.
  var row: String { Self.text(sizes.dropFirst()) }

  /// Type and shape with the batch: `float32 [1, ?, 64]`.
  var described: String { [element?.rawValue, Self.text(sizes[...])].compactMap(\.self).joined(separator: " ") }

  /// The shape of a row; nil where it is not known, or larger than any value. A number for each row is `[1]`.
  var rowShape: Shape? {
    guard !sizes.isEmpty, let row = sizes.dropFirst().allPresent(), let shape = ValueLimits.shape(row) else {
      return nil
    }
    return row.isEmpty ? [1] : shape
  }

  private static func text(_ sizes: ArraySlice<Int?>) -> String {
    "[" + sizes.map { $0.map(String.init) ?? "?" }.joined(separator: ", ") + "]"
  }
}

/// One operation.
struct TracedOperation {
  /// The exporter's name for what it does: `aten.conv2d.default`, `Conv`.
  let name: String
  /// What it gets, by the operator's own names; inputs of ONNX are named by their positions, "0", "1".
  let arguments: [String: TracedArgument]
  /// Names of the values that it makes; empty for one that is not used.
  let outputs: [String]
  /// The path of the PyTorch module in which it is; "" for the network itself.
  let scope: String

  /// Its name as part of a path: `conv2d`.
  var shortName: String {
    let parts = name.split(separator: ".")
    return String(parts.count == 3 ? parts[1] : parts.first ?? "value").lowercased()
  }
}

/// What an operation is given.
enum TracedArgument {
  case none
  case value(String)
  /// Several values; nil where one is left out.
  case values([String?])
  case integer(Int)
  case number(Double)
  case flag(Bool)
  case text(String)
  /// Whole numbers; a size that depends on the batch is named.
  case sizes([TracedSize])
  case numbers([Double])
  case elementType(ElementType?)
  /// Something else, which is called this.
  case other(String)
}

/// A whole number, or the name of one that is computed.
enum TracedSize {
  case number(Int)
  case named(String)
}
