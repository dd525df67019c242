import Foundation
import Essentials

/// The arguments of the compiler and of the linker that plugins share with HookKit.
package enum CompilerArguments {
  /// Arguments that stand alone, by their beginnings: where to look, how to optimise.
  private static let single = ["-I", "-F", "-O", "-DSWIFT_PACKAGE", "-sanitize="]
  /// Arguments that have a value behind them.
  private static let paired: Set = ["-target", "-sdk", "-module-cache-path", "-Xcc", "-I", "-F", "-Fsystem"]

  /// Of the arguments with which a module was compiled, those that whoever imports it needs too.
  package static func shared(_ arguments: [String]) -> [String] {
    var kept: [String] = []
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      index += 1
      if paired.contains(argument), index < arguments.count {
        kept += [argument, arguments[index]]
        index += 1
      } else if argument == "-Xfrontend" {
        index += 1
      } else if argument == "-g" {
        // Enough for the lines of a crash; more would put whole modules into the objects.
        kept.append("-gline-tables-only")
      } else if single.contains(where: argument.hasPrefix) {
        kept.append(argument)
      }
    }
    return kept
  }

  /// How a program is linked, from the package manager's own manifest of a build.
  package struct Link: Equatable {
    /// The file that lists the objects.
    package let list: String
    /// Where to look for libraries, and which.
    package let arguments: [String]

    /// - Parameters:
    ///   - manifest: the text of `release.yaml`, in which every list of arguments is a line of JSON.
    ///   - product: the program's name.
    package init?(in manifest: String, product: String) {
      let marker = "/\(product).product/Objects.LinkFileList\"".utf8
      let prefix = "    args: "
      for line in manifest.utf8.split(separator: UInt8(ascii: "\n")) where line.starts(with: prefix.utf8) {
        guard Substring(line).utf8.firstRange(of: marker) != nil,
          let words = try? JSONDecoder().decode([String].self, from: Data(line.dropFirst(prefix.utf8.count))),
          let list = words.first(where: { $0.hasPrefix("@") })
        else { continue }
        self.list = String(list.dropFirst())
        arguments = Self.kept(Array(words.dropFirst()))
        return
      }
      return nil
    }

    /// All but what is the program's own: its name, its objects, and the name of its `main`.
    private static func kept(_ words: [String]) -> [String] {
      var kept: [String] = []
      var index = 0
      while index < words.count {
        let word = words[index]
        index += 1
        switch word {
        case "-o", "-module-name": index += 1
        case "-Xlinker" where index < words.count:
          let value = words[index]
          index += 1
          if value == "--defsym" || value == "-alias" {
            // `--defsym main=hookctl_main`; the second word has a -Xlinker of its own.
            index += 2
          } else {
            kept += [word, value]
          }
        case "-emit-executable": break
        case _ where word.hasPrefix("@"): break
        default: kept.append(word)
        }
      }
      return kept
    }
  }
}
