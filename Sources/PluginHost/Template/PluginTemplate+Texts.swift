extension PluginTemplate {
  private var kind: String { "\(Self.hyphenated(base))-intervention" }
  private var command: String { "\(Self.hyphenated(base))-experiment" }

  var manifest: String {
    """
    // swift-tools-version: 6.1
    import PackageDescription

    // hookctl says where its HookKit is; without it (for `swift test`) it is where it was when this was written.
    let hookkit = Context.environment["\(HostEnvironment.packageVariable)"] ?? \(HostPackage.literal(package))

    let package = Package(
      name: "\(name)",
      platforms: [.macOS(.v15)],
      products: [.library(name: "\(name)", targets: ["\(name)"])],
      dependencies: [.package(name: "hookkit", path: hookkit)],
      targets: [
        .target(name: "\(name)", dependencies: [.product(name: "HookKit", package: "hookkit")]),
        .testTarget(
          name: "\(name)Tests",
          dependencies: ["\(name)", .product(name: "HookKitTesting", package: "hookkit")]),
      ],
      swiftLanguageModes: [.v6]
    )

    """
  }

  var plugin: String {
    """
    import Experiments

    /// What this package adds to hookctl.
    public enum Plugin: HookPlugin {
      public static let name = "\(Self.hyphenated(name))"

      public static func register(in registry: inout Registry) {
        registry.add(\(base)Intervention.self)
        registry.add(\(base)Experiment.self)
      }
    }

    """
  }

  var intervention: String {
    """
    import HookKit

    /// Pulls every element towards zero: `x / (1 + alpha)`.
    public struct \(base)Intervention: Intervention {
      public static let kind = "\(kind)"
      public static let summary = "x / (1 + alpha)"

      @Parameter("how strongly; 0 leaves everything as it is") public var alpha: Float = 1

      public init() {}

      public var locality: Locality { .elementwise }
      public var isIdentity: Bool { alpha == 0 }

      public func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
        value.map { $0 / (1 + alpha) }
      }
    }

    extension Intervention where Self == \(base)Intervention {
      /// Pulls every element towards zero.
      public static func \(factory)(alpha: Float = 1) -> \(base)Intervention {
        var intervention = \(base)Intervention()
        intervention.alpha = alpha
        return intervention
      }
    }

    """
  }

  /// `CheeseVector` as a function's name: `cheeseVector`.
  private var factory: String { base.prefix(1).lowercased() + base.dropFirst() + "Intervention" }

  var experiment: String {
    """
    import Experiments

    /// How much the field changes with the strength of the edit.
    public struct \(base)Experiment: Experiment {
      public static let name = "\(command)"
      public static let summary = "How much the vector field changes with alpha."
      public static let discussion = \"""
        EXAMPLES
          hookctl --plugin \(name) \(command) --levels 0-4 --alpha 0.5 --alpha 2
          hookctl --plugin \(name) \(command) --out found
        \"""

      @Option(help: "How strongly; repeatable. (default: 0.5, 1, 2)") public var alpha: [Float] = []
      @Option(help: "Where to edit.") public var site = "embedder.block2.res1.resadd_out"

      public init() {}

      /// The change of one level's field.
      private struct Change {
        let level: Int
        let alpha: Float
        let change: Double
      }

      public func run(in lab: Lab) throws -> Findings {
        let alphas = alpha.isEmpty ? [0.5, 1, 2] : alpha
        let conditions = [Condition("original")] + alphas.map { alpha in
          Condition("alpha \\(alpha)") { Edit(SitePattern(site), .\(factory)(alpha: alpha)) }
        }
        let mazes = try lab.mazes()
        let changes = try lab.each(mazes, { "level \\($0.currentLevelSeed)" }) { maze in
          let fields = try lab.fields(of: maze, under: conditions)
          return try zip(alphas, fields.dropFirst()).map { alpha, run in
            let difference = try run.field - fields[0].field
            return Change(
              level: Int(maze.currentLevelSeed), alpha: alpha, change: difference.meanTotalVariation)
          }
        }.flatMap { $0 }
        let points = alphas.map { alpha in
          let values = changes.filter { $0.alpha == alpha }.map(\\.change)
          return LineChart.Point(
            Double(alpha), values.reduce(0, +) / Double(values.count), (values.min() ?? 0)...(values.max() ?? 0))
        }
        return try Findings("\(kind) at \\(site), levels: \\(mazes.count)", conditions: conditions) {
          DataTable("means", "Mean total variation over levels, from the least to the largest", of: points) {
            Column("alpha", \\.x)
            Column("mean", \\.y)
            Column("least") { $0.interval?.lowerBound }
            Column("largest") { $0.interval?.upperBound }
          }
          Picture(
            "dose", "Change of the field by alpha",
            LineChart(
              "Change of the field by alpha", x: "alpha", y: "mean total variation",
              [LineChart.Series("mean over levels", points)]))
        }
      }
    }

    """
  }

  var tests: String {
    """
    import Experiments
    import HookKitTesting
    import Testing

    import \(name)

    @Test func theInterventionKeepsTheLaws() throws {
      let violations = try Laws.violations(
        of: \(base)Intervention.\(factory)(alpha: 2), identity: .\(factory)(alpha: 0), isRandom: false)
      #expect(violations == [])
    }

    @Test func theExperimentFindsMoreChangeForMoreStrength() throws {
      let lab = Lab(policy: try .bundled(), renderer: .plain, levels: [0])
      let experiment = try \(base)Experiment.parse(["--alpha", "0", "--alpha", "2"])
      let means = try #require(try experiment.run(in: lab).items[0] as? DataTable)
      #expect(means.rows[0][1] == .number(0))
      #expect(means.rows[1][1] != .number(0))
    }

    """
  }

  var page: String {
    """
    # \(name)

    A plugin of hookctl: the intervention `\(kind)` and the experiment `\(command)`.

    ```sh
    hookctl --plugin \(name) interventions \(kind)
    hookctl --plugin \(name) compare --level 0 --patch '\(kind)(alpha: 2)@embedder.block2.res1.resadd_out'
    hookctl --plugin \(name) \(command) --levels 0-4 --out found
    ```

    The commands are for the folder that holds `\(name)`. The first one builds; after that, only what has changed is
    built anew. `hookctl --plugin \(name) plugin test` runs the tests.

    """
  }
}
