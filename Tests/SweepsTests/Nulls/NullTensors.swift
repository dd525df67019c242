import Foundation
import HookKit
import Interventions

/// What edits of simulations add and put in, as files: edits by whose names a twin is known from another are short then.
final class NullTensors: Sendable {
  private let folder: URL

  init(_ shape: Shape, rows: Int) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("null-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var stream = RandomStream(seed: 5, 5)
    func random(_ shape: Shape) -> Tensor { Tensor(stream.normals(shape.count), shape: shape) }
    let vector = random(shape)
    for (name, tensor) in [
      ("vector", vector), ("other", vector + 0.2 * random(shape)), ("bank", random(shape.batched(7))),
      ("each", random(shape.batched(rows))),
    ] { try Data(TypedArray(tensor).npyBytes).write(to: file(name)) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func file(_ name: String) -> URL { folder.appendingPathComponent("\(name).npy") }

  subscript(name: String) -> TensorSource { .named(file(name).path) }
}
