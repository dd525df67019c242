import HookKit

/// The elements where a mask is 1: `[mask.npz]`.
///
/// The mask is a tensor of zeros and ones with the site's shape, or one that broadcasts to it: `[channels, 1, 1]` takes whole
/// channels, `[1, height, width]` the same cells of every channel.
public struct MaskSelection: SelectionKind {
  public static let name = ChosenSelection.mask
  public static let summary = "where a tensor of zeros and ones is 1; a file may stand alone: [mask.npz]"
  public static let mainParameter: String? = "from"

  /// The zeros and ones.
  @Parameter("file of zeros and ones, or such numbers") public var from: TensorSource

  public init() {}

  /// The elements where a tensor is 1.
  public init(from mask: TensorSource) { from = mask }

  public var text: String {
    guard case .named(let name)? = $from else {
      return ParameterCoding.text(Self.name, self, default: Self(), main: Self.mainParameter)
    }
    return "\(ParameterValue.text(name))"
  }

  public func elements(for context: PrepareContext, in grid: GridGeometry?) throws -> SelectedElements {
    let mask = try from.row(for: context)
    if let strange = mask.scalars.first(where: { $0 != 0 && $0 != 1 }) {
      throw SelectionError(Selection(self), context.site, "the mask holds \(strange)", try: "a mask holds only 0 and 1")
    }
    return .some(mask.scalars.indices.filter { mask.scalars[$0] == 1 })
  }
}

extension Selection {
  /// The elements where a tensor of zeros and ones is 1.
  public static func mask(_ mask: TensorSource) -> Selection { Selection(MaskSelection(from: mask)) }
}
