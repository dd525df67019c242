import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Testing

@testable import HookLab

/// What a page is answered: the numbers of the functions that the command line uses, and faults at their edits.
@Suite struct LabAnswerTests {
  private let zero = "zero@\(LabSample.site)[5]"

  @Test func fieldsAreThoseOfCompare() throws {
    let work = try LabSample.work()
    let answer = try LabSample.answer(LabSample.request(.field, edits: [zero]), work)
    let plan = Plan(edits: [try CallSyntax.edit(zero, registry: work.setting.registry)])
    let wanted = try FieldComparison.compute(
      work.setting.start, policy: work.setting.models[0].policy, under: plan, renderer: work.setting.renderer)
    #expect(answer.floats("original") == wanted.original.probabilities.flatMap(\.values).map(Float.init))
    #expect(answer.floats("patched") == wanted.patched.probabilities.flatMap(\.values).map(Float.init))
    #expect(answer.floats("patchedValues") == wanted.patched.values.map(Float.init))
    let summary = answer.header["summary"] as? [String: Double]
    #expect(summary?["meanTotalVariation"] == wanted.difference.meanTotalVariation.sixDecimals)
    #expect((answer.header["receipts"] as? [Any])?.count == 1)
    #expect(answer.text("plan").contains("zero"))
  }

  @Test func eachFaultIsAtItsEdit() throws {
    let edits = ["zeroo@\(LabSample.site)", zero, "zero@embedder.nowhere", "zero@\(LabSample.site)[500]"]
    let answer = try LabSample.answer(LabSample.request(.field, edits: edits), LabSample.work())
    #expect(answer.faults.map(\.edit) == [0, 2, 3])
    #expect(answer.faults[0].text.contains("zero"))
    #expect(answer.floats("original").isEmpty)
  }

  @Test func editsStayInTheirGroups() throws {
    let both = "group(\(zero), scale(by: 2)@\(LabSample.site)[6], named: both)"
    let work = try LabSample.work(try CallSyntax.edits(both, registry: .builtIn))
    let calls = ["group(\(zero), named: both)", "group(scale(by: 2)@\(LabSample.site)[6], named: both)"]
    #expect(work.setting.calls == calls)
    let answer = try LabSample.answer(LabSample.request(.field, edits: calls), work)
    #expect(answer.faults.isEmpty && answer.text("command").contains(both))
    #expect(try Plan(text: answer.text("plan"), registry: .builtIn) == work.setting.plan)
    let refused = try LabSample.answer(LabSample.request(.field, edits: [zero, both]), work)
    #expect(refused.faults.map(\.edit) == [1])
    #expect(refused.faults[0].text.contains("a row has one edit"))
  }

  @Test func anEditThatChangesNothingIsNamed() throws {
    let answer = try LabSample.answer(
      LabSample.request(.field, edits: [zero, "scale(by: 1)@\(LabSample.site)", "clamp(min: -1e9)@\(LabSample.site)"]),
      LabSample.work())
    #expect(answer.faults.map(\.edit) == [2])
  }

  @Test func filesThatTheCommandDidNotNameAreNotRead() throws {
    for path in ["/etc/passwd.npz", "../secret.npz#vector", "level 8", "/dev/zero.npy"] {
      let call = "add(vector: \"\(path)\")@\(LabSample.site)"
      let answer = try LabSample.answer(LabSample.request(.field, edits: [call]), LabSample.work())
      let isRefused = answer.faults.contains { $0.text.contains("was not named") }
      #expect(isRefused == (path != "level 8"), "\(path): \(answer.faults)")
    }
    let call = "add(vector: \"/no/such.npz\")@\(LabSample.site)"
    let work = try LabSample.work([try CallSyntax.edit(call, registry: .builtIn)])
    let answer = try LabSample.answer(LabSample.request(.field, edits: [call]), work)
    #expect(answer.faults.contains { $0.text.contains("there is no such file") })
  }

  @Test func aQuestionThatIsTakenBackHasNoAnswer() throws {
    let work = try LabSample.work()
    for kind in [LabRequest.Kind.field, .site, .effects] {
      var request = try LabSample.request(kind, edits: [zero])
      let mouse = work.setting.start.maze.outerMouse
      (request.site, request.square) = (LabSample.site, [mouse.row, mouse.column])
      var answers = 0
      try work.answer(request, isCancelled: { true }) { _ in answers += 1 }
      #expect(answers == 0, "\(kind)")
    }
  }

  @Test func aSiteIsWhatACaptureKeeps() throws {
    let work = try LabSample.work()
    var request = try LabSample.request(.site, edits: [zero])
    let maze = work.setting.start.maze
    (request.site, request.square) = (LabSample.site, [maze.outerMouse.row, maze.outerMouse.column])
    let answer = try LabSample.answer(request, work)
    let graph = work.setting.models[0].policy.graph
    let inputs = Inputs(mouseOn: [maze.mouse], of: work.setting.start, renderer: work.setting.renderer)
    let run = try graph.run(inputs, capturing: [Capture(stringLiteral: LabSample.site)])
    #expect(answer.floats("original") == run[LabSample.site].scalars)
    let cells = run[LabSample.site].shape[2] * run[LabSample.site].shape[3]
    #expect(answer.floats("patched")[5 * cells..<6 * cells].allSatisfy { $0 == 0 })
    request.square = [0, 0]
    #expect(try LabSample.answer(request, work).faults.first?.text.contains("wall") == true)
  }

  @Test func presumsAddUpToTheValueBeforeTheBias() throws {
    let work = try LabSample.work()
    let graph = work.setting.models[0].policy.graph
    let mouse = work.setting.start.maze.outerMouse
    var request = try LabSample.request(.presums, edits: ["scale(by: 3)@embedder.block2.res1.relu2_out"])
    (request.site, request.channel, request.square) = ("embedder.block2.res1.conv2_out", 7, [mouse.row, mouse.column])
    let answer = try LabSample.answer(request, work)
    #expect(answer.text("reads") == "embedder.block2.res1.relu2_out")
    let site = try SitePattern("embedder.block2.res1.conv2_out").sites(in: graph)[0]
    let shape = answer.header["shape"] as? [Int] ?? []
    #expect(shape == Array(try graph.presumShape(at: site).sizes.dropFirst()))
    request.kind = .site
    let values = try LabSample.answer(request, work)
    let bias = (graph.maker(of: site)?.module as? Conv2d)?.bias.scalars[7] ?? .nan
    let cells = shape[1] * shape[2]
    for side in ["original", "patched"] {
      for cell in [0, 37, cells - 1] {
        let sum = (0..<shape[0]).reduce(Float(0)) { $0 + answer.floats(side)[$1 * cells + cell] }
        #expect(abs(sum + bias - values.floats(side)[7 * cells + cell]) < 1e-3, "\(side), cell \(cell)")
      }
    }
    request.kind = .presums
    request.channel = 32
    #expect(try LabSample.answer(request, work).faults.first?.text.contains("0 to 31") == true)
    (request.channel, request.site) = (0, LabSample.site)
    #expect(try LabSample.answer(request, work).faults.first?.text.contains("no convolution") == true)
  }

  private enum Everywhere: TensorSourceKind {
    static let name = "everywhere"
    static let form = "everywhere"
    static let summary = "one at every element"
    static func tensor(_ text: String, for context: PrepareContext) -> Tensor {
      Tensor(repeating: 1, shape: context.site.shape)
    }
  }

  @Test func wordsOfPluginsNameTensors() throws {
    var registry = try Registry.builtIn
    registry.add(Everywhere.self)
    let work = try LabSample.work(registry: registry)
    let answer = try LabSample.answer(
      LabSample.request(.field, edits: ["add(vector: everywhere)@\(LabSample.site)"]), work)
    #expect(answer.faults.isEmpty, "\(answer.faults)")
    #expect(answer.floats("patched") != answer.floats("original"))
  }

  @Test func effectsComeSomeChannelsAtATime() throws {
    let work = try LabSample.work()
    var request = try LabSample.request(.effects)
    request.site = LabSample.site
    let answers = try LabSample.answers(request, work)
    #expect(answers.map { $0.floats("effects").count } == [8, 16, 24, 32])
    let field = try LabSample.answer(LabSample.request(.field, edits: [zero]), work)
    let wanted = (field.header["summary"] as? [String: Double])?["meanTotalVariation"] ?? -1
    #expect(abs(Double(answers[3].floats("effects")[5]) - wanted) < 2e-6)
  }

  @Test func controlsStandBesideTheEffect() throws {
    var request = try LabSample.request(.nulls, edits: [zero])
    request.draws = 7
    let answer = try LabSample.answer(request, LabSample.work())
    #expect(answer.floats("nulls").count == 7 && answer.floats("nulls").allSatisfy { $0 > 0 })
    let percentile = answer.header["percentile"] as? [Double] ?? []
    let below = answer.floats("nulls").count { Double($0) < (answer.header["value"] as? Double ?? 0) }
    #expect(abs(percentile[0] - 100 * Double(below) / 7) < 0.01)
    request.draws = 100_000
    #expect(try LabSample.answer(request, LabSample.work()).faults.first?.text.contains("1 to 1000") == true)
  }

  @Test func anEpisodeBeginsWhereTheMouseIs() throws {
    let work = try LabSample.work()
    var request = try LabSample.request(.episode, edits: [zero])
    (request.steps, request.choice) = (20, .argmax)
    let answer = try LabSample.answer(request, work)
    let outer = work.setting.start.maze.outerMouse
    for side in ["original", "patched"] {
      let episode = answer.header[side] as? [String: Any]
      let path = episode?["path"] as? [Int] ?? []
      #expect(path.first == outer.row * 15 + outer.column)
      #expect(answer.floats("\(side)Probabilities").count == 5 * (path.count - 1))
    }
    #expect(answer.text("command").hasPrefix("hookctl rollout --level 3 --mode easy"))
  }

  @Test func mazesAreTurnedAndMirrored() throws {
    let work = try LabSample.work()
    var request = LabRequest(id: 1, kind: .maze)
    (request.level, request.operation) = (3, "easy")
    let start = try Maze(level: 3, mode: .easy)
    func text(_ request: LabRequest) throws -> String {
      (try LabSample.answer(request, work).header["maze"] as? [String: Any])?["text"] as? String ?? ""
    }
    #expect(try text(request) == start.text)
    var turned = start.text
    for _ in 0..<4 {
      var request = LabRequest(id: 1, kind: .maze)
      (request.maze, request.operation) = (turned, "rotate")
      turned = try text(request)
    }
    #expect(turned == start.text)
    request.operation = "extreme"
    #expect(try LabSample.answer(request, work).faults.first?.text.contains("easy, hard or memory") == true)
  }

  @Test(arguments: [
    "", "{", "null", "[]", "{\"id\":1}", "{\"id\":1,\"kind\":\"shell\"}", "{\"id\":\"x\",\"kind\":\"field\"}",
    "{\"id\":1,\"kind\":\"field\",\"path\":\"/etc\"}", "{\"id\":1,\"id\":2,\"kind\":\"field\"}",
    "{\"id\":1,\"kind\":\"field\",\"edits\":[1]}",
  ])
  func messagesThatAreNoneAreRefused(_ text: String) {
    #expect(throws: LabError.self) { try LabRequest.reading(text) }
  }

  @Test func damagedMessagesAreAnsweredOrRefused() throws {
    let work = try LabSample.work()
    let good = Array(
      "{\"id\":1,\"kind\":\"maze\",\"maze\":\"mode: easy\\n\\n..C\\n.##\\nM..\\n\",\"operation\":\"mirror\"}".utf8)
    var bytes = FuzzBytes(seed: 4)
    for _ in 0..<1_000 {
      var damaged = good
      for _ in 0..<(1 + bytes.number(below: 4)) {
        damaged[bytes.number(below: good.count)] = UInt8(bytes.number(below: 256))
      }
      guard let request = try? LabRequest.reading(String(decoding: damaged, as: UTF8.self)), request.kind == .maze
      else {
        continue
      }
      let answer = try LabSample.answer(request, work)
      #expect(answer.header["maze"] != nil || !answer.faults.isEmpty)
    }
  }
}
