import Foundation
import HookKit
import Interventions
import MazeEnv
import MazeLab
import Testing

@testable import HookLab

/// What a lab holds of earlier questions: it changes no bit of an answer, and is not computed again.
@Suite struct HeldFieldsTests {
  private let zero = "zero@\(LabSample.site)[5]"

  /// A field is the same bits whatever was asked before: other edits, other parameters, the mouse elsewhere, another maze, the
  /// other facing.
  @Test func heldFieldsAreThoseThatAreComputed() throws {
    let work = try LabSample.work()
    var moved = work.setting.start.maze
    try moved.placeMouse(at: moved.legalSquares[5])
    var other = moved
    other.removeCheese()
    let second = "scale(by: 2)@embedder.block3.res1.resadd_out[3]"
    let steps: [(Maze, FieldFacing, [String])] = [
      (work.setting.start.maze, .state, []), (moved, .state, []), (moved, .state, [zero]), (other, .state, [zero]),
      (moved, .state, [zero]), (moved, .state, ["scale(by: 2)@\(LabSample.site)[5]"]),
      (moved, .state, ["scale(by: 3)@\(LabSample.site)[5]", second]), (moved, .both, [zero, second]),
      (moved, .both, [second]), (other, .both, [second]), (moved, .state, [zero, second]), (moved, .right, [zero]),
      (moved, .state, ["noise(scale: 0.2)@\(LabSample.site)", second]),
      (moved, .state, ["noise(scale: 0.2)@\(LabSample.site)"]),
    ]
    for (number, (maze, facing, edits)) in steps.enumerated() {
      var request = try LabSample.request(.field, edits: edits)
      (request.maze, request.facing) = (maze.text, facing)
      let held = try LabSample.answer(request, work)
      let fresh = try LabSample.answer(request, LabSample.work())
      for name in ["original", "patched", "originalValues", "patchedValues"] {
        #expect(held.floats(name) == fresh.floats(name) && !held.floats(name).isEmpty, "\(name), step \(number)")
      }
      #expect(held.text("command") == fresh.text("command"))
      #expect((held.header["receipts"] as? [NSDictionary]) == (fresh.header["receipts"] as? [NSDictionary]))
      #expect((held.header["receipts"] as? [Any])?.count == edits.count)
    }
  }

  /// Scales, and counts how often it was asked to.
  private struct Counting: Intervention {
    static let kind = "counting"
    static let calls = Locked(0)
    @Parameter("how much") var by: Float = 2

    func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
      Self.calls.withLock { $0 += 1 }
      return by * value
    }
  }

  /// Adds the number of the mouse's column to everything.
  private struct AddMouse: Intervention {
    static let kind = "addmouse"
    @Prepared var column: Int

    mutating func prepare(_ context: PrepareContext) throws {
      column = try context.mazes().subjects.first?.maze.mouse.column ?? 0
    }

    func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { $0 + Float(1 + column) } }
  }

  private func work() throws -> LabWork {
    var registry = try Registry.builtIn
    registry.add(Counting.self)
    registry.add(AddMouse.self)
    return try LabSample.work(registry: registry)
  }

  private func answer(_ work: LabWork, _ edit: String, mouseAt place: Int = 0, seed: Int = 0) throws -> LabSample.Answer
  {
    var maze = work.setting.start.maze
    try maze.placeMouse(at: maze.legalSquares[place])
    var request = try LabSample.request(.field, edits: [edit])
    (request.maze, request.seed) = (maze.text, "\(seed)")
    return try LabSample.answer(request, work)
  }

  @Test func nothingIsComputedWhileTheMouseAloneMoves() throws {
    let work = try work()
    func calls(_ edit: String, mouseAt place: Int = 0, seed: Int = 0) throws -> Int {
      let before = Counting.calls.withLock { $0 }
      _ = try answer(work, edit, mouseAt: place, seed: seed)
      return Counting.calls.withLock { $0 } - before
    }
    let (two, three) = ("counting(by: 2)@\(LabSample.site)", "counting(by: 3)@\(LabSample.site)")
    #expect(try calls(two) > 0)
    #expect(try calls(two, mouseAt: 4) == 0)
    #expect(try calls(three, mouseAt: 4) > 0)
    #expect(try calls(two, mouseAt: 7) == 0)
    #expect(try calls(two, mouseAt: 7, seed: 1) > 0)
  }

  @Test func anEditThatAsksForTheMouseFollowsIt() throws {
    let work = try work()
    let edit = "addmouse@\(LabSample.site)"
    let (first, second) = (try answer(work, edit), try answer(work, edit, mouseAt: 2))
    #expect(first.floats("patched") != second.floats("patched"))
    #expect(first.floats("original") == second.floats("original"))
    #expect(try answer(work, edit).floats("patched") == first.floats("patched"))
  }

  /// Files may be written anew while the lab runs.
  @Test func filesAreReadAgain() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "held-\(UUID().uuidString).npz").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    func write(_ value: Float) throws {
      try TensorArchive(["vector": Tensor(repeating: value, shape: [32, 16, 16])]).write(to: path)
    }
    try write(1)
    let call = "add(vector: \"\(path)#vector\")@\(LabSample.site)"
    let work = try LabSample.work([try CallSyntax.edit(call, registry: .builtIn)])
    let first = try answer(work, call)
    try write(-3)
    let second = try answer(work, call)
    #expect(first.faults.isEmpty && second.faults.isEmpty, "\(first.faults)")
    #expect(first.floats("patched") != second.floats("patched"))
  }
}
