/// The Python names that files of PyTorch may mention. All others are refused.
enum TorchNames {
  /// The functions that rebuild tensors and parameters.
  static let rebuilders: Set<String> = [
    "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor_v3",
    "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state",
    "torch._tensor._rebuild_from_type_v2",
  ]

  /// The classes of tensors whose numbers are plain numbers.
  static let plainTensors: Set<String> = [
    "torch.Tensor", "torch._tensor.Tensor", "torch.nn.parameter.Parameter", "torch.nn.parameter.Buffer",
  ]

  private static let storageTypes: [String: ElementType] = [
    "HalfStorage": .float16, "BFloat16Storage": .bfloat16, "FloatStorage": .float32,
    "DoubleStorage": .float64,
    "CharStorage": .int8, "ShortStorage": .int16, "IntStorage": .int32, "LongStorage": .int64,
    "ByteStorage": .uint8,
    "BoolStorage": .bool,
  ]

  private static let elementTypes: [String: ElementType] = [
    "float16": .float16, "half": .float16, "bfloat16": .bfloat16, "float32": .float32, "float": .float32,
    "float64": .float64, "double": .float64, "int8": .int8, "int16": .int16, "int32": .int32, "int64": .int64,
    "uint8": .uint8, "uint16": .uint16, "uint32": .uint32, "uint64": .uint64, "bool": .bool,
  ]

  /// Everything that a pickle inside a PyTorch file may name.
  static let allowed: Set<String> = rebuilders.union(
    storageTypes.keys.flatMap { ["torch.\($0)", "torch.cuda.\($0)"] }
      + elementTypes.keys.map { "torch.\($0)" }
      + [
        "torch.storage.UntypedStorage", "torch.UntypedStorage", "torch.Size", "torch.device", "collections.OrderedDict",
        "collections.defaultdict",
        "__builtin__.dict",
        "builtins.dict", "__builtin__.list", "builtins.list",
      ]
  ).union(plainTensors)

  /// The element type of `torch.FloatStorage` and its siblings; accepts `torch.float32` in its place.
  static func elementType(ofStorage type: PickleGlobal) -> ElementType? {
    storageTypes[type.name] ?? elementType(of: type)
  }

  /// The element type that `torch.float32` and its siblings name.
  static func elementType(of type: PickleGlobal) -> ElementType? {
    type.module == "torch" ? elementTypes[type.name] : nil
  }
}
