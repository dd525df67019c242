import Foundation
import HookKit
import ImpalaModel
import Interventions
import Testing

/// Files that whoever runs the tests may name.
private enum OwnPolicy {
  /// The checkpoint, and what PyTorch makes of it.
  static var files: (policy: String, oracle: String)? {
    let environment = ProcessInfo.processInfo.environment
    guard let policy = environment["HOOKKIT_OWN_POLICY"], let oracle = environment["HOOKKIT_OWN_ORACLE"] else {
      return nil
    }
    return (policy, oracle)
  }
}

/// A policy that whoever runs the tests has, against PyTorch at every site: `Scripts/oracles/make_own.py` says how.
@Suite(
  .enabled(
    if: OwnPolicy.files != nil,
    "needs a policy of your own: HOOKKIT_OWN_POLICY and HOOKKIT_OWN_ORACLE, see Scripts/oracles/make_own.py"))
struct OwnPolicyTests {
  private let policy: Policy
  private let oracle: [String: TypedArray]
  private let observations: Tensor

  init() throws {
    let files = try #require(OwnPolicy.files)
    policy = try Policy(contentsOf: files.policy)
    oracle = Dictionary(
      uniqueKeysWithValues: try TypedArray.arrays(npz: FileInput.read(files.oracle), source: files.oracle).map {
        ($0.name, $0.array)
      })
    observations = try policy.interface.observation.tensor(of: #require(oracle["observations"]), source: files.oracle)
  }

  private func difference(_ own: Tensor, _ name: String) throws -> Float {
    let theirs = try #require(oracle[name], "\(name)").tensor
    try #require(own.shape == theirs.shape, "\(name)")
    return zip(own.scalars, theirs.scalars).map { abs($0 - $1) }.max() ?? .infinity
  }

  @Test func everySiteIsAsPyTorchHasIt() throws {
    let sites = policy.graph.sites
    #expect(sites.count == 43)
    let run = try policy.graph.run(Inputs(observations), capturing: sites.map { Capture(SitePattern($0.name)) })
    for site in sites { #expect(try difference(run[site.name], site.name) < 1e-4, "\(site.name)") }
  }

  @Test func editsDoWhatTheyDoThere() throws {
    let plan = Plan { Edit("embedder.block2.res1.resadd_out", .zero, on: .channels(5)) }
    let run = try policy.graph.run(Inputs(observations), under: plan)
    for name in [policy.interface.logits, policy.interface.value ?? ""] {
      #expect(try difference(run[name], "edited/\(name)") < 1e-4, "\(name)")
      #expect(try difference(run[name], name) > 1e-4, "the edit changes something")
    }
  }
}
