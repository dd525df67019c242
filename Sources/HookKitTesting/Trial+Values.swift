import HookKit

/// The laws about one application: identity, input, shape, finiteness, seed.
extension Trial {
  func inputUntouched() throws -> [LawViolation] {
    let value = copy(of: setting.value)
    let before = copy(of: value)
    _ = try prepared(value, context(rows))
    return difference(value, from: before).map { [violation(.inputUntouched, "of the input, \($0)")] } ?? []
  }

  func shape() throws -> [LawViolation] {
    let (given, returned) = (setting.value.shape, try result().shape)
    return given == returned ? [] : [violation(.shape, "\(given) became \(returned)")]
  }

  func finite() throws -> [LawViolation] {
    let count = try result().scalars.count { !$0.isFinite }
    return count == 0 ? [] : [violation(.finite, "\(count) elements became infinite or not a number")]
  }

  func identity(_ identity: Kind?) throws -> [LawViolation] {
    var found: [LawViolation] = []
    let candidates = [
      (identity, "the identity given"), (original.isIdentity ? original : nil, "isIdentity is true, yet"),
    ]
    for case (let candidate?, let name) in candidates {
      let trial = try Trial(candidate, in: setting)
      if let difference = trial.difference(try trial.result(), from: setting.value) {
        found.append(violation(.identity, "\(name): \(difference)"))
      } else if !candidate.isIdentity {
        found.append(
          violation(.identity, "\(name) changes nothing, but isIdentity is false, so that runs refuse it"))
      }
    }
    return found
  }

  func overwriting() throws -> [LawViolation] {
    guard original.overwrites else { return [] }
    let other = setting.value.map { 1 - 3 * $0 }
    let result = try prepared(other, context(rows))
    return difference(result, from: try self.result()).map { [violation(.overwriting, "of another activation, \($0)")] }
      ?? []
  }

  func seed(_ isRandom: Bool?) throws -> [LawViolation] {
    var found: [LawViolation] = []
    let first = try result()
    let again = try Trial(original, in: setting).result()
    if let difference = difference(again, from: first) {
      found.append(violation(.seed, "with the same seed a second time, \(difference)"))
    }
    let isSame = try result(seed: seed + 1).isIdentical(to: first)
    if isSame, isRandom ?? prepared.isRandom { found.append(violation(.seed, "another seed gives the same result")) }
    if !isSame, !(isRandom ?? prepared.isRandom) { found.append(violation(.seed, "another seed gives another result")) }
    if let isRandom, isRandom != prepared.isRandom {
      found.append(violation(.seed, "isRandom is \(prepared.isRandom), and should be \(isRandom)"))
    }
    return found
  }
}
