extension Cost {
  /// What a module's `forward` does to make some rows: known for modules with weights that come with HookKit, and for all
  /// others only what they write.
  static func definition(of module: any Module, _ output: StoredRegions) -> Cost {
    let cells = output.isImage ? output.cells : output.rows
    let products =
      switch module {
      case let module as Conv2d: cells * module.weight.shape.count
      case let module as Linear: cells * module.weight.shape.count
      default: 0
      }
    return Cost(multiplyAdds: products, floatsMoved: 2 * output.count)
  }
}
