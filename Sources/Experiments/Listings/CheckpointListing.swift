import HookKit
import ImpalaModel
import MazeLab

/// What is in a checkpoint: what `hookctl model info` shows.
public struct CheckpointListing {
  /// What is in a checkpoint.
  ///
  /// - Parameters:
  ///   - checkpoint: the parameters, and what else the file holds.
  ///   - policy: the policy that it is; nil for one that is none.
  ///   - file: what a model file says of itself; nil for a checkpoint without a network.
  public static func report(of checkpoint: Checkpoint, _ policy: Policy?, _ file: ModelFile?) -> DataReport {
    let listing = CheckpointListing(checkpoint, policy, file)
    return DataReport("What is in \(checkpoint.path)", named: "checkpoint", listing.json) { listing.text }
  }

  let checkpoint: Checkpoint
  let policy: Policy?
  /// What a model file says of itself; nil for a checkpoint without a network.
  let file: ModelFile?

  private init(_ checkpoint: Checkpoint, _ policy: Policy?, _ file: ModelFile?) {
    (self.checkpoint, self.policy, self.file) = (checkpoint, policy, file)
  }

  /// How the network compares with the one that it was made of.
  private var check: String? {
    file.map { $0.check?.description ?? "not compared with what it was made of" }
  }

  /// How many times wider than the smallest network of its family.
  private var scale: Int? {
    guard policy?.architecture == Impala.name, let weight = checkpoint.parameters[Impala.signature] else {
      return nil
    }
    return weight.shape[0] / 16
  }

  var text: String {
    var table = Table()
    table.add("file", checkpoint.path)
    table.add("format", "\(checkpoint.format.rawValue), \(checkpoint.fileSize.grouped) bytes")
    table.add("SHA-256", checkpoint.fileSHA256)
    if let policy {
      table.add("architecture", policy.architecture + (scale.map { ", scale \($0)" } ?? ""))
      table.add("observation", policy.interface.observation.description)
      if policy.graph.site(named: policy.interface.logits) != nil {
        table.add("actions", "\(policy.interface.actions.count): \(policy.interface.actions.joined(separator: ", "))")
      }
      for state in policy.interface.stateTexts(in: policy.graph) { table.add("state", state) }
      table.add("outputs", policy.graph.outputs.map(\.description).joined(separator: ", "))
    }
    if let origin = file?.origin { table.add("made of", "\(origin.name), SHA-256 \(origin.sha256.prefix(12))...") }
    if let check { table.add("check", check) }
    let place = checkpoint.stateDictKey.map { ", under \"\($0)\"" } ?? ""
    table.add(
      "parameters", "\(checkpoint.parameterCount.grouped) in \(checkpoint.parameters.count.counted("tensor"))\(place)")
    if let prefix = checkpoint.removedPrefix {
      table.add("names", "without \"\(prefix)\", which the file puts before them")
    }
    if let names = checkpoint.namesOf, let (own, network) = checkpoint.translatedName {
      table.add("names", "those of \(names): \(own) is \(network) here")
    }
    for (number, content) in checkpoint.otherContents.enumerated() {
      table.add(number == 0 ? "also holds" : "", "\(content.name): \(content.summary)")
    }
    var tensors = Table(indent: 2)
    for entry in checkpoint.parameters.entries {
      tensors.add(entry.name, entry.tensor.shape.description, entry.tensor.shape.count.grouped)
    }
    return table.text + "\n\n" + tensors.text
  }

  var json: JSONValue {
    let tensors = checkpoint.parameters.entries.map { entry in
      JSONValue.Member(entry.name, entry.tensor.shape.json)
    }
    return .object([
      .init("file", .string(checkpoint.path)), .init("format", .string(checkpoint.format.rawValue)),
      .init("bytes", .integer(checkpoint.fileSize)), .init("sha256", .string(checkpoint.fileSHA256)),
      .init("architecture", policy.map { .string($0.architecture) } ?? .null),
      .init("scale", scale.map { .integer($0) } ?? .null),
      .init("interface", policy?.interface.json ?? .null),
      .init("check", file?.check?.json ?? .null),
      .init("parameters", .integer(checkpoint.parameterCount)),
      .init("stateDictKey", checkpoint.stateDictKey.map { .string($0) } ?? .null),
      .init("removedPrefix", checkpoint.removedPrefix.map { .string($0) } ?? .null),
      .init("namesOf", checkpoint.namesOf.map { .string($0) } ?? .null),
      .init("alsoHolds", .object(checkpoint.otherContents.map { .init($0.name, .string($0.summary)) })),
      .init("tensors", .object(tensors)),
    ])
  }
}
