extension Registry {
  /// The plugins that the edits of some plans are from.
  public func plugins(of plans: [Plan]) -> [PluginIdentity] {
    plugins(ofKinds: Set(plans.flatMap { $0.edits.map(\.kind) }))
  }
}
