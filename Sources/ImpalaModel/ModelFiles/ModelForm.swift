import HookKit

/// What a file of a model holds, by its ending.
public enum ModelForm: Sendable, Hashable {
  /// The parameters alone, in a format of tensors by their names.
  case parameters(TensorFormat)
  /// The network with its parameters.
  case network

  /// How files of models end that can be written.
  public static let endings = ["safetensors", "pth", "npz", ModelFile.fileExtension]

  /// The form of a file's name; nil for an ending that is none of ``endings``.
  public init?(endingOf path: String) {
    if FileExtension.of(path) == ModelFile.fileExtension {
      self = .network
      return
    }
    guard let format = TensorFormat(extensionOf: path), format != .npy else { return nil }
    self = .parameters(format)
  }
}
