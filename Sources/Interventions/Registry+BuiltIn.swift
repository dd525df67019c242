import HookKit

extension Registry {
  /// The built-in interventions, selections and controls, each a file of this folder; plugins add theirs to it.
  ///
  /// - Throws: nothing as long as no two of the list have one kind, which a test makes sure of.
  public static var builtIn: Registry {
    get throws {
      var registry = Registry()
      registry.addBuiltIn { registry in
        for type in builtInTypes { registry.add(type) }
        registry.add(TopChannels.self)
        registry.add(MaskSelection.self)
      }
      for control in Control.builtIn { registry.enter(control) }
      return try registry.checked()
    }
  }

  /// A new intervention is one file and one line here.
  private static let builtInTypes: [any Intervention.Type] = [
    AddVector.self, Clamp.self, Formula.self, Mean.self, Noise.self, Patch.self, ProjectOut.self, Resample.self,
    Scale.self,
    SetValue.self, SignedScale.self, Zero.self,
  ]
}
