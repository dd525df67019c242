import Foundation
import Essentials

/// What the package manager remembers of a build: the packages it was made of.
enum WorkspaceState {
  /// The folders of all packages that were depended on by path, directly or not.
  static func folders(in scratch: String) throws -> [String] {
    let bytes = try FileInput.read("\(scratch)/workspace-state.json")
    let state = try JSONDecoder().decode(State.self, from: Data(bytes))
    return state.object.dependencies.map(\.packageRef).filter { $0.kind == "fileSystem" }.compactMap {
      FileSystem.realPath($0.location)
    }
  }

  private struct State: Decodable {
    struct Object: Decodable { let dependencies: [Dependency] }
    struct Dependency: Decodable { let packageRef: Reference }
    struct Reference: Decodable {
      let kind: String
      let location: String
    }
    let object: Object
  }
}
