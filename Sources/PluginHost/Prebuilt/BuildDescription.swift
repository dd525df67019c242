import Foundation
import Essentials

/// What the package manager writes down of a build, in the folder of its products: how each module was compiled.
struct BuildDescription: Decodable {
  static let fileName = "description.json"

  /// One call of the compiler.
  struct Command: Decodable {
    let moduleName: String
    /// The compiler.
    let executable: String
    let otherArguments: [String]
    let sources: [String]
    let objects: [String]
    /// The folder of the modules that it may import.
    let importPath: String
    let moduleOutputPath: String
  }

  /// A file or folder that is copied beside the programs.
  struct Copy: Decodable {
    struct Node: Decodable { let name: String }
    let inputs: [Node]
    let outputs: [Node]
  }

  struct TestProduct: Decodable { let binaryPath: String }

  private let swiftCommands: [String: Command]
  let copyCommands: [String: Copy]
  /// All modules that a module needs, directly or not.
  let targetDependencyMap: [String: [String]]
  let builtTestProducts: [TestProduct]

  /// The calls of the compiler, by the name of the module. Those for programs that run during a build are left out.
  let commands: [String: Command]

  private enum CodingKeys: CodingKey { case swiftCommands, copyCommands, targetDependencyMap, builtTestProducts }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    swiftCommands = try values.decode([String: Command].self, forKey: .swiftCommands)
    copyCommands = try values.decodeIfPresent([String: Copy].self, forKey: .copyCommands) ?? [:]
    targetDependencyMap = try values.decode([String: [String]].self, forKey: .targetDependencyMap)
    builtTestProducts = try values.decodeIfPresent([TestProduct].self, forKey: .builtTestProducts) ?? []
    let ours = swiftCommands.filter { !$0.key.hasSuffix("-tool.module") }.values
    commands = Dictionary(ours.map { ($0.moduleName, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// - Throws: ``PrebuiltProblem/notBuilt(_:)``.
  init(of products: String) throws {
    let path = "\(products)/\(Self.fileName)"
    guard let bytes = try? FileInput.read(path) else {
      throw PrebuiltProblem.notBuilt("there is no \(path)")
    }
    do {
      self = try JSONDecoder().decode(BuildDescription.self, from: Data(bytes))
    } catch { throw PrebuiltProblem.notBuilt("\(path) is of another package manager") }
  }
}
