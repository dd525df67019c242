import Experiments
import Foundation
import Testing

@Suite struct LabSweepTests {
  private let site: SitePattern = "embedder.block2.res1.resadd_out"

  private func lab(levels: [Int], folder: String? = nil) throws -> Lab {
    var registry = try Registry.builtIn
    registry.addBuiltInMetrics()
    return Lab(policy: try .bundled(), renderer: .plain, levels: levels, registry: registry, folder: folder)
  }

  /// Every point is the comparison that one would make by hand.
  @Test func pointsAreComparisons() throws {
    let lab = try lab(levels: [1, 8])
    let results = try lab.sweep(["scale(by: {0.5, 2})@\(site.text)"], metrics: ["mean-total-variation"])
    #expect(results.rows.count == 4)
    let doubled = try results.values(of: 0, where: ["by": "2"])
    for level in [1, 8] {
      let comparison = try lab.comparison(of: lab.maze(level), under: Plan { Edit(site, .scale(by: 2)) })
      let found = try #require(doubled[level])
      #expect(abs(found - comparison.difference.meanTotalVariation) < 1e-6)
    }
    #expect(throws: StoreError.self) { try results.values(of: 0, where: ["strength": "2"]) }
    let findings = try results.findings(title: "Louder") { "Two levels." }
    #expect(findings.title == "Louder" && findings.items.first?.text == "Two levels.")
    try findings.checkedNames()
  }

  /// Where findings go into a folder, the points stay there, and are not computed again.
  @Test func pointsAreKeptInTheFolder() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lab-\(UUID())").path()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let lab = try lab(levels: [8], folder: folder)
    let first = try lab.sweep(["zero@\(site.text)[3]"], metrics: ["entropy"])
    #expect(FileManager.default.fileExists(atPath: "\(folder)/sweep.sqlite"))
    let second = try lab.sweep(["zero@\(site.text)[3]"], metrics: ["entropy"])
    #expect(first.rows.map(\.values) == second.rows.map(\.values))
    // Another sweep does not take the place of the first.
    #expect(throws: StoreError.self) { try lab.sweep(["zero@\(site.text)[4]"], metrics: ["entropy"]) }
  }

  @Test(arguments: [([3, 4, 5], "3..<6"), ([3, 5], "3,5"), ([8], "8"), ([5, 4], "5,4")])
  func levelsAreSpelledAsCallsDo(levels: [Int], text: String) throws {
    #expect(try lab(levels: levels).levelsText == text)
  }

  @Test func choosingKeepsTheLevelsThatFit() throws {
    let lab = try lab(levels: Array(0..<30))
    let small = try lab.choosing("a small maze") { $0.innerSize < 10 }
    #expect(!small.levels.isEmpty && small.levels.count < 30)
    #expect(try small.levels.allSatisfy { try Maze(level: $0).innerSize < 10 })
    #expect(throws: MazeSetError.self) { try lab.choosing("miracles") { _ in false } }
  }
}
