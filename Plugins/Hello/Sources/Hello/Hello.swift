import HookKit

public struct Halve: Intervention {
  public static let kind = "halve"
  public init() {}
  public func callAsFunction(_ x: Tensor, _ context: EditContext) -> Tensor { x.map { $0 / 2 } }
}

public enum Plugin: HookPlugin {
  public static let name = "hello"
  public static func register(in registry: inout Registry) { registry.add(Halve.self) }
}
