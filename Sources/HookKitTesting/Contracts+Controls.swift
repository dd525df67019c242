import HookKit

extension Contracts {
  /// What a control of changes does against its contract: its twins have the norm of the change and change nothing of
  /// nothing; one draw gives the same twin for the same change; and draws differ if, and only if, it says so.
  ///
  /// - Parameters:
  ///   - kind: the control.
  ///   - shapes: of the sites to try it at; every element may change there.
  public static func violations<Kind: ChangeControl>(
    of kind: Kind.Type, shapes: [Shape] = [[3, 4, 5], [6, 1, 2]]
  ) throws -> [String] {
    try shapes.flatMap { shape -> [String] in
      let site = try LawSetting(shape: shape).site
      let reach = ChangeReach(.all(count: shape.count), at: site)
      try Kind.check(reach)
      var numbers = RandomStream(seed: 5, 1)
      let change = numbers.normals(shape.count)
      func twin(_ seed: UInt64, of change: [Float]) -> [Float] {
        var random = RandomStream(seed: seed, 2)
        return Kind.draw(at: site, &random)(change, reach)
      }
      let (first, other) = (twin(1, of: change), twin(2, of: change))
      var found: [String] = []
      if twin(1, of: change) != first { found.append("the same draw gives another twin") }
      if Kind.isDrawn, other == first { found.append("isDrawn is true, and two draws are the same") }
      if !Kind.isDrawn, other != first { found.append("isDrawn is false, and two draws differ") }
      if first == change { found.append("the twin is the change itself") }
      if let wrong = norms(first, change) { found.append(wrong) }
      let none = twin(1, of: [Float](repeating: 0, count: shape.count))
      if none.contains(where: { $0 != 0 }) { found.append("the twin of no change is one") }
      return found.map { "at a site of shape \(shape), \($0)" }
    }
  }

  /// What is wrong with the size of a twin; nil where it is that of the change, but for rounding.
  private static func norms(_ twin: [Float], _ change: [Float]) -> String? {
    func norm(_ numbers: [Float]) -> Double { numbers.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot() }
    let (own, wanted) = (norm(twin), norm(change))
    guard own.isFinite else { return "the twin is infinite or not a number" }
    return abs(own - wanted) <= 1e-4 * wanted ? nil : "the twin's norm is \(own), and the change's \(wanted)"
  }

  /// What a control of edits does against its contract: as many edits of the same kinds, which take as many elements, and no
  /// others where it says that nothing is drawn.
  ///
  /// - Parameters:
  ///   - kind: the control.
  ///   - edits: some that it fits.
  ///   - setting: the site of the edits.
  public static func violations<Kind: EditControl>(
    of kind: Kind.Type, insteadOf edits: [Edit], in setting: LawSetting
  ) throws -> [String] {
    try Kind.check(edits)
    let context = setting.prepareContext(seed: 11)
    func twin(_ number: Int) throws -> [Edit] {
      try Kind.edits(insteadOf: edits, for: context, TwinDraw(number, seed: 11, key: 2))
    }
    func sizes(_ edits: [Edit]) throws -> [Int] {
      try edits.map { try SelectionMap($0.selection, for: context).elements(in: nil).count }
    }
    let draws = try (0..<8).map(twin)
    var found: [String] = []
    if try twin(0) != draws[0] { found.append("the same draw gives other edits") }
    for draw in draws {
      if draw.map(\.kind) != edits.map(\.kind) { found.append("the kinds are \(draw.map(\.kind))") }
      if try sizes(draw) != sizes(edits) { found.append("\(draw) take other numbers of elements") }
      if draw == edits { found.append("the twin is the edits themselves") }
    }
    let isDrawn = draws.contains { $0 != draws[0] }
    if isDrawn != Kind.isDrawn {
      found.append("isDrawn is \(Kind.isDrawn), and draws \(isDrawn ? "differ" : "are the same")")
    }
    return found
  }
}
