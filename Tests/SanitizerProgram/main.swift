// What is worth watching under sanitizers, in little: the engine and its kernels on several threads, a sweep, rollouts, and
// the readers of files with damaged copies of them. Scripts/sanitize.sh builds and runs it.
import Foundation
import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab
import Sweeps

if CommandLine.arguments.count > 2, let fault = Fault(rawValue: CommandLine.arguments[2]) {
  fault.commit()
  exit(0)
}

let site: SitePattern = "embedder.block2.res1.resadd_out"
let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hookkit-\(UUID().uuidString)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }

/// Says what comes, so that a report can be told where it belongs.
func part(_ name: String, _ body: () throws -> Void) rethrows {
  print(name)
  fflush(nil)
  try body()
}

let policy = try Policy.bundled()
let state = try MazeState(level: 1, mode: .easy)

try part("engine") {
  let inputs = Inputs(mouseOn: Array(state.maze.legalSquares.prefix(20)), of: state, renderer: .plain)
  let plans = [
    Plan(), Plan { Edit(site, .noise(scale: 0.2)) }, Plan { Edit(site, .zero, on: .channels(5)) },
    Plan { Edit("embedder.block1.conv_out", .scale(by: 2)) }, Plan { Edit("fc_policy_out", .set(value: 1)) },
  ]
  for vectors in VectorWidth.available {
    for related in [true, false] {
      let engine = EngineOptions(relatesRows: related, threads: 3, vectors: vectors)
      _ = try policy.graph.runs(
        inputs, under: plans, capturing: ["*"], options: RunOptions(engine: engine, tally: EngineCounters()))
    }
  }
  let few = Inputs(inputs.tensor[rows: 0..<2], rows: Array(inputs.rows.prefix(2)))
  _ = try policy.graph.runs(few, under: plans, options: RunOptions(engine: EngineOptions(kernels: false, threads: 2)))
}

try part("sweep") {
  var registry = try Registry.builtIn
  registry.addBuiltInMetrics()
  let description = SweepDescription(
    levels: "0..<2", mode: .easy,
    patches: ["add(vector: level 1 minus level 1 without cheese, scale: {0, 2})@{embedder.block2.*.resadd_out}"],
    metrics: ["mean-total-variation"], nulls: 1)
  let sweep = try Sweep(description, registry: registry, graph: policy.graph)
  let setting = SweepSetting(policy: policy, renderer: .plain, mode: .easy)
  let runner = SweepRunner(try SweepLayout(sweep, graph: policy.graph, unitPlans: 2), setting, workers: 3)
  let path = folder.appendingPathComponent("a.sqlite").path
  let store = try runner.store(at: path, program: "sanitizers", command: "sanitizers")
  try runner.run(into: store)
  try store.close()
  _ = try SweepResults(SweepReader(path))
}

try part("rollouts") {
  var options = RolloutOptions()
  (options.steps, options.batch) = (6, 24)
  options.engine.threads = 3
  let variants = [
    RolloutVariant("original", policy: policy),
    RolloutVariant("noisy", policy: policy, plan: Plan { Edit(site, .noise(scale: 1)) }),
  ]
  try Rollout(variants, on: .native(.plain), options: options).run(.levels(0..<12, mode: .easy)) { _ in }
}

try part("readers") {
  var stream = RandomStream(seed: 1)
  func attempts(_ bytes: [UInt8], _ read: ([UInt8]) throws -> Void) {
    for _ in 0..<150 {
      var damaged = bytes
      for _ in 0..<3 { damaged[stream.index(below: damaged.count)] = UInt8(stream.index(below: 256)) }
      try? read(Array(damaged.prefix(1 + stream.index(below: damaged.count))))
      try? read(damaged)
    }
  }
  let archive = TensorArchive(["a": Tensor(stream.normals(60), shape: [3, 4, 5]), "b": Tensor([1], shape: [])])
  for format in ["npz", "safetensors", "pth"] {
    let path = folder.appendingPathComponent("a.\(format)").path
    try Checkpoint.write(archive, to: path)
    attempts([UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))) { _ = try Checkpoint($0, path: path) }
  }
  attempts(TypedArray(Tensor(stream.normals(12), shape: [3, 4])).npyBytes) {
    _ = try TensorArchive($0, source: "a.npy")
  }
  attempts(state.bytes) { _ = try MazeState(bytes: $0) }
  let plan = #"{"version": 1, "edits": ["zero@fc_out[0:2]", "noise(scale: 0.5)@embedder.*.resadd_out when(from: 3)"]}"#
  let registry = try Registry.builtIn
  attempts(Array(plan.utf8)) { _ = try Plan(text: String(decoding: $0, as: UTF8.self), registry: registry) }
}
print("done")
