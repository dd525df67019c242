/// A command line with what it says of plugins taken out, wherever it stands.
public struct PluginArguments: Sendable, Hashable {
  /// The folders that `--plugin` names, in their order.
  public let plugins: [String]

  /// Whether `--trust` says that the plugins of the working folder's settings may be used, now and from now on.
  public let isTrusting: Bool

  /// The command line without them.
  public let rest: [String]

  static let option = "--plugin"
  static let trustOption = "--trust"

  /// A command line in which nothing is taken out.
  public init(rest: [String]) { (plugins, isTrusting, self.rest) = ([], false, rest) }

  /// Takes `--plugin FOLDER`, `--plugin=FOLDER` and `--trust` out of a command line. After `--` nothing is an option.
  ///
  /// - Throws: ``PluginError/missingValue(option:)``.
  public init(_ arguments: [String]) throws {
    var (plugins, rest): ([String], [String]) = ([], [])
    var isTrusting = false
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      index += 1
      if argument == "--" {
        rest += arguments[(index - 1)...]
        break
      }
      if argument == Self.option {
        guard index < arguments.count, !arguments[index].isEmpty, !arguments[index].hasPrefix("-") else {
          throw PluginError.missingValue(option: Self.option)
        }
        plugins.append(arguments[index])
        index += 1
      } else if argument.hasPrefix(Self.option + "=") {
        let value = String(argument.dropFirst(Self.option.count + 1))
        guard !value.isEmpty else { throw PluginError.missingValue(option: Self.option) }
        plugins.append(value)
      } else if argument == Self.trustOption {
        isTrusting = true
      } else {
        rest.append(argument)
      }
    }
    (self.plugins, self.isTrusting, self.rest) = (plugins, isTrusting, rest)
  }
}
