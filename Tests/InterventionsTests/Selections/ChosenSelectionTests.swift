import Foundation
import HookKit
import Interventions
import Testing

/// Selections that are worked out before a run: `[top(2)]`, `[mask.npz]`, and those of plugins.
@Suite struct ChosenSelectionTests {
  /// Three channels of two by two cells; mean magnitudes 2.5, 1, 4, means 2.5, 0, -4.
  private static let values: [Float] = [1, 2, 3, 4, 1, -1, 1, -1, -4, -4, -4, -4]

  private func graph() throws -> ModuleGraph {
    var builder = GraphBuilder(input: [3, 2, 2])
    try builder.add("body", ReLU(), builder.input)
    return builder.graph
  }

  /// What is left of the input after an edit of the site `input`, channel by channel.
  private func result(_ call: String, registry: Registry? = nil) throws -> [Float] {
    let edit = try CallSyntax.edit(call, registry: registry ?? .builtIn)
    let inputs = Inputs(Tensor(Self.values, shape: [1, 3, 2, 2]))
    return try graph().run(inputs, under: Plan(edits: [edit]), capturing: ["input"])["body_in0"].scalars
  }

  private func zeroed(channels: Int...) -> [Float] {
    Self.values.enumerated().map { channels.contains($0 / 4) ? 0 : $1 }
  }

  private func message(_ call: String) -> String {
    do {
      _ = try result(call)
      return ""
    } catch { return "\(error)" }
  }

  @Test func theTopChannelsAreThoseOfTheStatistic() throws {
    #expect(try result("zero@input[top(1)]") == zeroed(channels: 2))
    #expect(try result("zero@input[top(2)]") == zeroed(channels: 0, 2))
    #expect(try result("zero@input[top(1, by: mean)]") == zeroed(channels: 0))
    #expect(try result("zero@input[top(2, by: maximum)]") == zeroed(channels: 0, 1))
    #expect(try result("zero@input[top(1, by: deviation)]") == zeroed(channels: 0))
    #expect(try result("zero@input[top(3)]") == zeroed(channels: 0, 1, 2))
  }

  @Test func otherActivationsMayDecide() throws {
    let bank = try MaskFile.write("bank.npz", Tensor([0, 0, 0, 0, 9, 9, 9, 9, 0, 0, 0, 0], shape: [1, 3, 2, 2]))
    #expect(try result("zero@input[top(1, of: \(bank))]") == zeroed(channels: 1))
    #expect(message("zero@input[top(1, of: levels 0-3)]").contains("is neither a file of tensors nor"))
  }

  @Test func aMaskTakesWhereItIsOne() throws {
    let mask = try MaskFile.write("mask.npz", Tensor([0, 1, 0], shape: [3, 1, 1]))
    #expect(try result("zero@input[\(mask)]") == zeroed(channels: 1))
    #expect(try result("zero@input[mask(\"\(mask)\")]") == zeroed(channels: 1))
    #expect(try result("zero@input[mask(from: [[[1, 0], [0, 0]]])]")[0] == 0)
    let wrong = try MaskFile.write("wrong.npz", Tensor([0, 2, 0], shape: [3, 1, 1]))
    #expect(message("zero@input[\(wrong)]").contains("the mask holds 2.0; a mask holds only 0 and 1"))
    let empty = try MaskFile.write("empty.npz", Tensor([0, 0, 0], shape: [3, 1, 1]))
    #expect(message("zero@input[\(empty)]").contains("selects nothing"))
  }

  @Test func whatCannotBeIsExplained() {
    #expect(message("zero@input[top(4)]").contains("there are 3 channels; take 1 to 3"))
    #expect(message("zero@input[top(0)]").contains("take 1 to 3"))
    #expect(
      message("zero@input[tops(2)]").contains("selection \"tops\": there is no such selection; did you mean \"top\"?"))
    #expect(message("zero@input[top(2, off: 3)]").contains("top has no such parameter"))
    #expect(message("zero@input[top]").contains("the parameter count must be given"))
    #expect(message("zero@input[top(2), 1]").contains("expected ]: top(2) stands alone"))
    #expect(message("zero@input[gone.npz]").contains("gone.npz"))
    #expect(message("zero@input[5x]").contains("expected , or ]"))
  }

  @Test(arguments: [
    "zero@input[top(2)]", "zero@input[top(2, by: mean)]", "zero@input[top(1, of: \"levels 0-9\")]",
    "zero@input[mask.npz]",
    "zero@input[\"my mask.npz\"]", "zero@input[0]", "zero@input[square(1, 2)]",
  ])
  func callsAndFilesReadBackTheSame(call: String) throws {
    let edit = try CallSyntax.edit(call, registry: .builtIn)
    #expect(try CallSyntax.edit(CallSyntax.text(of: edit), registry: .builtIn) == edit)
    let plan = Plan(edits: [edit])
    #expect(try Plan(text: plan.json, registry: .builtIn) == plan)
    #expect(try Plan(text: plan.yaml, registry: .builtIn) == plan)
    if !call.contains("\"") { #expect(CallSyntax.text(of: edit) == call) }
  }

  /// Takes the first elements of a row.
  private struct Head: SelectionKind {
    static let name = "head"
    static let summary = "the first elements"
    static let mainParameter: String? = "count"
    @Parameter("how many") var count: Int
    func elements(for context: PrepareContext, in grid: GridGeometry?) -> SelectedElements { .some(Array(0..<count)) }
  }

  /// Takes what is not there.
  private struct Beyond: SelectionKind {
    static let name = "beyond"
    static let summary = "elements that no row has"
    func elements(for context: PrepareContext, in grid: GridGeometry?) -> SelectedElements { .some([1000]) }
  }

  @Test func aPluginAddsOne() throws {
    var registry = try Registry.builtIn
    registry.add(Head.self)
    registry.add(Beyond.self)
    #expect(try result("zero@input[head(3)]", registry: registry.checked()) == [0, 0, 0] + Self.values.dropFirst(3))
    #expect(throws: FaultList.self) { try result("zero@input[beyond]", registry: registry) }
    let plan = Plan { Edit("input", .zero, on: Selection(TopChannels(1))) }
    #expect(plan == Plan { Edit("input", .zero, on: .top(1)) })
    registry.add(Head.self)
    #expect(throws: FaultList.self) { try registry.checked() }
  }
}

/// Files of tensors for one test process.
private enum MaskFile {
  static func write(_ name: String, _ tensor: Tensor) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "hookkit-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: name).path()
    try TensorArchive(["values": tensor]).write(to: path)
    return path
  }
}
