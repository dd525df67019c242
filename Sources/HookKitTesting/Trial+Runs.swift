import HookKit

/// The laws about edits: selections and spellings.
extension Trial {
  /// Runs the edit on part of a row, and compares the rest with a run without it.
  func selection() throws -> [LawViolation] {
    let site = setting.site
    let selection = Selection.indices([.slice(lower: 0, upper: max(1, site.shape[0] / 2), step: 1)])
    let plan = plan(on: selection)
    let options = RunOptions(seed: seed, observations: setting.observations, wantsOutputs: false)
    let captures = [Capture(SitePattern(site.name))]
    let plain = copy(
      of: try setting.graph.run(setting.inputs, capturing: captures, options: options)[site.name])
    let edited = try setting.graph.run(setting.inputs, under: plan, capturing: captures, options: options)[
      site.name]
    return outsideMoved(edited, plain, selection: try selection.elements(of: site))
  }

  /// The edit at the site of the setting.
  func plan(on selection: Selection = .all) -> Plan {
    Plan(allowUnmatched: true) { Edit(SitePattern(setting.site.name), original, on: selection) }
  }

  /// The violation of an activation that differs from the plain one outside the selected elements of its
  /// rows.
  func outsideMoved(_ edited: Tensor, _ plain: Tensor, selection: SelectedElements) -> [LawViolation] {
    guard case .some(let offsets) = selection else { return [] }
    let (inside, size) = (Set(offsets), setting.site.shape.count)
    let outside = zip(edited.scalars, plain.scalars).enumerated().first { index, pair in
      !inside.contains(index % size) && pair.0.bitPattern != pair.1.bitPattern
    }
    return outside.map { index, pair in
      [
        violation(
          .selection, "element \(index % size) of row \(index / size) became \(pair.0) instead of \(pair.1)")
      ]
    } ?? []
  }

  /// Writes the intervention in every spelling, reads it back, and compares what the two do.
  func roundTrip() throws -> [LawViolation] {
    var registry = Registry()
    registry.add(Kind.self)
    registry = try registry.checked()
    let edit = Edit("site", original, on: .all)
    let plan = Plan(edits: [edit])
    let spellings: [(name: String, read: () throws -> Edit?)] = [
      ("call", { try CallSyntax.edit(CallSyntax.text(of: edit), registry: registry) }),
      ("JSON", { try Plan(text: plan.json, registry: registry).edits.first }),
      ("YAML", { try Plan(text: plan.yaml, registry: registry).edits.first }),
    ]
    return try spellings.compactMap { spelling -> LawViolation? in
      let back: Edit?
      do { back = try spelling.read() } catch {
        return violation(
          .roundTrip,
          "\(original.text(valuesUpTo: 80)) as a \(spelling.name) cannot be read back: \(error)"
        )
      }
      guard back == edit, let intervention = back?.intervention as? Kind else {
        return violation(
          .roundTrip, "\(edit) came back from \(spelling.name) as \(back.map(\.description) ?? "nothing")")
      }
      let other = try Trial(intervention, in: setting)
      return difference(try other.result(), from: try result()).map {
        violation(.roundTrip, "what came back from \(spelling.name) does something else: \($0)")
      }
    }
  }
}
