/// A tensor of a parameter that is a value of the run itself.
public struct RunTensor: Sendable {
  /// The site that is read; nil for the edited site without any edit.
  let pattern: SitePattern?
  /// For each element of the edited site, the element that is read; nil where these are the same.
  let places: [Int]?

  /// Whether each of its elements is that element of what is read, which has the edited site's shape; others repeat.
  public var isElementwise: Bool { places == nil }

  /// The value for the rows of a context, `[N, ...]` with the edited site's shape.
  public func rows(_ context: EditContext) -> Tensor {
    let tensor = pattern.map(context.value(of:)) ?? context.original
    guard let places else { return tensor }
    let size = tensor.shape.row.count
    return Tensor(shape: context.site.shape.batched(tensor.rows)) { result in
      tensor.withUnsafeScalars { read in
        for row in 0..<context.rows.count {
          for (k, place) in places.enumerated() { result[row * places.count + k] = read[row * size + place] }
        }
      }
    }
  }
}

extension TensorSource {
  /// What it will be in a run; nil for all sources that are known beforehand.
  ///
  /// - Throws: ``SiteError`` and `Fault` where there is no such site, or its shape does not fit.
  public func runTensor(for context: PrepareContext) throws -> RunTensor? {
    switch runValue {
    case nil: return nil
    case .original: return RunTensor(pattern: nil, places: nil)
    case .site(let pattern):
      let sites = try pattern.sites(in: context.graph)
      guard sites.count == 1 else { throw Fault(.several("\"\(description)\"", "sites", sites.map(\.name))) }
      let (given, wanted) = (sites[0].shape, context.site.shape)
      guard given != wanted else { return RunTensor(pattern: pattern, places: nil) }
      let numbers = Tensor((0..<given.count).map { Float($0) }, shape: given)
      guard let places = numbers.broadcast(to: wanted) else {
        throw Fault(
          .unfit(
            description, given, for: "the site \(context.site.name) \(wanted)", try: "read a site of that shape", .usage
          ))
      }
      return RunTensor(pattern: pattern, places: places.scalars.map { Int($0) })
    }
  }
}
