/// Activations that an intervention needs and cannot have.
public enum ActivationError: ExplainedError, Hashable {
  /// Text that is neither a file of tensors nor anything the observation source knows.
  case unknownForm(String, observations: String?)
  /// A file of several arrays, none of them named by the site.
  case noArray(source: String, site: String, names: [String])
  /// A tensor that fits no row of the site.
  case wrongShape(source: String, shape: Shape, site: Site, remedy: String)
  /// A file or observations without a row.
  case empty(source: String)
  /// Infinities, or values that are not a number.
  case notFinite(source: String, count: Int)
  /// The description of a file's rows is not as it should be.
  case labels(source: String, String)

  /// A tensor that should have been one row of a site.
  public init(_ source: TensorSource, _ shape: Shape, at site: Site, try remedy: String? = nil) {
    let ones = Shape(site.shape.sizes.enumerated().map { $0.offset == 0 ? $0.element : 1 })
    let broadcast =
      site.shape.rank > 1 ? ", or sizes of 1 that are repeated, such as \(ones)" : ", or one number"
    self = .wrongShape(
      source: source.description, shape: shape, site: site, remedy: remedy ?? "give \(site.shape)\(broadcast)"
    )
  }

  public var explanation: Explanation {
    switch self {
    case .unknownForm(let text, let forms):
      Explanation(
        .usage, "\"\(text)\"", "is neither a file of tensors nor observations of a known form",
        try: "give a file (.npz, .safetensors, .npy, .pth)"
          + (forms.map { ", or \($0)" } ?? "; there is nothing here that makes observations"))
    case .noArray(let source, let site, let names):
      Explanation(
        .badData, source, names.isEmpty ? "holds no arrays" : "holds no array of the site \(site)",
        try: names.isEmpty
          ? "capture the site with `hookctl capture`"
          : "it holds \(names.listed(most: 6)); choose one with \(source)#NAME")
    case .wrongShape(let source, let shape, let site, let remedy):
      .unfit(source, shape, for: "the site \(site)", try: remedy)
    case .empty(let source):
      Explanation(.badData, source, "has no rows", try: "it needs at least one")
    case .notFinite(let source, let count):
      .notFinite(source, count)
    case .labels(let source, let problem):
      Explanation(
        .badData, source, "its text \"\(ActivationBank.labelsKey)\" \(problem)",
        try: "write the file with `hookctl capture`, or leave the text out")
    }
  }
}

extension Tensor {
  /// This tensor, if all of it is finite.
  ///
  /// - Throws: ``ActivationError/notFinite(source:count:)``.
  func checkedFinite(source: String) throws(ActivationError) -> Tensor {
    let count = notFiniteCount
    if count > 0 { throw .notFinite(source: source, count: count) }
    return self
  }
}
