import HookKit

/// Checks what plugins add besides interventions: selections, controls, sources of tensors, conditions, metrics.
///
/// ```swift
/// @Test func theControlKeepsToItsContract() throws {
///   #expect(try Contracts.violations(of: RandomSigns.self) == [])
/// }
/// ```
///
/// Every check returns what it has seen, in words; nothing where all is as it should be.
public enum Contracts {
  /// What a kind of selection does against its contract: it takes the same elements every time, each once and in the row;
  /// others in another grid only if it says so; and every spelling reads back as the same selection.
  ///
  /// - Parameters:
  ///   - kind: the selection.
  ///   - settings: where to try it.
  /// - Throws: what the kind throws at these sites.
  public static func violations<Kind: SelectionKind>(
    of kind: Kind, in settings: [LawSetting]
  ) throws -> [String] {
    var found = try spelling(of: kind)
    for setting in settings {
      let context = setting.prepareContext(seed: 11)
      let own = setting.inputs.rows.first?.geometry
      let elements = try kind.elements(for: context, in: own)
      let place = "at a site of shape \(setting.site.shape)"
      if try kind.elements(for: context, in: own) != elements {
        found.append("\(place), a second time it takes others")
      }
      let offsets = elements.offsets
      if Set(offsets).count != offsets.count { found.append("\(place), it takes an element twice") }
      if let strange = offsets.first(where: { !(0..<setting.site.shape.count).contains($0) }) {
        found.append("\(place), it takes element \(strange), which a row does not have")
      }
      let other = try kind.elements(for: context, in: GridGeometry(worldSize: 11, padding: 1))
      if !kind.dependsOnGrid, other != elements {
        found.append("\(place), in another grid it takes others, and dependsOnGrid is false")
      }
    }
    return found
  }

  private static func spelling<Kind: SelectionKind>(of kind: Kind) throws -> [String] {
    var registry = Registry()
    registry.add(Kind.self)
    let selection = Selection(kind)
    do {
      let back = try registry.checked().selection(CallSyntax.selection(selection.description))
      return back == selection ? [] : ["\(selection) came back as \(back)"]
    } catch { return ["\(selection) cannot be read back: \(error)"] }
  }

  /// What a source of tensors does against its contract: one text gives the same finite tensor every time, which fits the
  /// site; and a text that means nothing is an `ExplainedError`.
  ///
  /// - Parameters:
  ///   - kind: the source.
  ///   - text: what stands after its word.
  ///   - settings: where to try it, with the observations that the text names.
  /// - Throws: what it throws for the text.
  public static func violations<Kind: TensorSourceKind>(
    of kind: Kind.Type, text: String, in settings: [LawSetting]
  ) throws -> [String] {
    var found: [String] = []
    for setting in settings {
      let (context, shape) = (setting.prepareContext(seed: 11), setting.site.shape)
      let tensor = try Kind.tensor(text, for: context)
      if try !Kind.tensor(text, for: context).isIdentical(to: tensor) {
        found.append("a second time it is another tensor")
      }
      if !tensor.scalars.allSatisfy(\.isFinite) { found.append("it is infinite or not a number") }
      let isBank = tensor.shape.rank == shape.rank + 1 && tensor.shape.row == shape && tensor.rows > 0
      if !isBank, tensor.broadcast(to: shape) == nil {
        found.append("its shape \(tensor.shape) fits no site of shape \(shape)")
      }
      do {
        _ = try Kind.tensor("£ no such thing", for: context)
        found.append("a text that means nothing is taken")
      } catch is any ExplainedError {
      } catch { found.append("a text that means nothing is no ExplainedError, but \(error)") }
    }
    return found
  }
}
