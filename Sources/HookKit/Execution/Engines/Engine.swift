/// Computes the values of a graph for some rows; how, is its own affair.
///
/// A run stops at every value that is edited or kept, and asks its engine to get from one stop to the next. In between, an
/// engine may fuse, reorder and skip whatever it likes.
protocol Engine: Sendable {
  /// A value of some rows in the form that suits the engine.
  associatedtype Value: Sendable

  /// The engine's value of the rows `rows` of the network's input.
  func input(_ inputs: Inputs, rows: Range<Int>) -> Value

  /// The engine's value from a tensor `[N, ...]`.
  func value(of tensor: Tensor) -> Value

  /// The engine's value of what `edits` made of another value and of what they read.
  func value(
    of lane: EditedLane, madeFrom value: Value, by edits: [SiteEdit], _ rows: ArraySlice<Inputs.Row>,
    reading values: LaneValues<Value>
  ) throws -> Value

  /// What would be stored of a value after the edits of each lane, where the engine only counts; nil where it computes.
  func counted(
    _ edits: [[SiteEdit]], of value: Value, _ rows: ArraySlice<Inputs.Row>, reading values: LaneValues<Value>,
    isRead: Bool
  ) -> Value?

  /// The part of the images' cells that is stored for each row of a value, 0 to 1; nil where the engine does not keep rows
  /// as differences.
  func storedPart(of value: Value) -> Double?

  /// Lanes as differences from a value, whose rows are the bases of every lane's rows.
  ///
  /// - Parameter rects: where each row of each lane may differ.
  /// - Precondition: ``storedPart(of:)`` is not nil.
  func relating(_ value: Value, to rects: [[Rect]]) -> Value

  /// The same for lanes that differ by their edits, each of which changes no cell outside its rectangles.
  ///
  /// - Parameter take: is given what the edits made of each lane.
  func relating(
    _ value: Value, to rects: [[Rect]], by edits: [[SiteEdit]], _ rows: ArraySlice<Inputs.Row>,
    reading values: LaneValues<Value>, _ take: (_ lane: Int, EditedLane) -> Void
  ) throws -> Value

  /// The tensor `[N, ...]` of an engine's value.
  func tensor(of value: Value) -> Tensor

  /// What the rows of the tensor can be told apart by.
  func sketches(of value: Value) -> RowSketches

  /// Whether a value may be laid side by side with others by ``gather(_:lanes:rows:)``.
  func isPackable(_ value: Value) -> Bool

  /// A value whose lanes, of `rows` rows each, are those lanes of another, in that order; a lane may occur more than once.
  ///
  /// - Precondition: the value is packable, or has one lane.
  func gather(_ value: Value, lanes: [Int], rows: Int) -> Value

  /// Computes `nodes`, which are consecutive, as far as `schedule` needs them and they were not given.
  ///
  /// - Parameter live: the values by site index. On return it holds the value that the last of `nodes` makes, and all
  ///   others that later nodes read.
  func advance(_ live: inout [Int: Value], over nodes: Range<Int>, _ schedule: RunSchedule) throws

  /// The same from the input on to the first edited site, of the rows `rows` of the batch: what all runs on them have in common
  /// may be kept.
  func begin(_ live: inout [Int: Value], over nodes: Range<Int>, rows: Range<Int>, _ schedule: RunSchedule) throws
}

extension Engine {
  func input(_ inputs: Inputs, rows: Range<Int>) -> Value { value(of: inputs.tensor[rows: rows]) }

  func begin(_ live: inout [Int: Value], over nodes: Range<Int>, rows: Range<Int>, _ schedule: RunSchedule) throws {
    try advance(&live, over: nodes, schedule)
  }

  func counted(
    _ edits: [[SiteEdit]], of value: Value, _ rows: ArraySlice<Inputs.Row>, reading values: LaneValues<Value>,
    isRead: Bool
  ) -> Value? { nil }

  func sketches(of value: Value) -> RowSketches { RowSketches(of: tensor(of: value)) }
  func storedPart(of value: Value) -> Double? { nil }
  func relating(_ value: Value, to rects: [[Rect]]) -> Value { preconditionFailure("rows are not kept as differences") }

  func relating(
    _ value: Value, to rects: [[Rect]], by edits: [[SiteEdit]], _ rows: ArraySlice<Inputs.Row>,
    reading values: LaneValues<Value>, _ take: (_ lane: Int, EditedLane) -> Void
  ) throws -> Value { relating(value, to: rects) }

  func value(
    of lane: EditedLane, madeFrom value: Value, by edits: [SiteEdit], _ rows: ArraySlice<Inputs.Row>,
    reading values: LaneValues<Value>
  ) throws -> Value { self.value(of: lane.after) }
}

/// The engine that calls every module's `forward`: slow, and right by definition.
struct DefinitionEngine: Engine {
  let graph: ModuleGraph

  func value(of tensor: Tensor) -> Tensor { tensor }
  func tensor(of value: Tensor) -> Tensor { value }
  func isPackable(_ value: Tensor) -> Bool { true }

  func gather(_ value: Tensor, lanes: [Int], rows: Int) -> Tensor {
    lanes == [0] && value.rows == rows ? value : value.gathering(rows: lanes.flatMap { $0 * rows..<($0 + 1) * rows })
  }

  func advance(_ live: inout [Int: Tensor], over nodes: Range<Int>, _ schedule: RunSchedule) throws {
    for index in nodes where schedule.needed[index + 1] {
      let node = graph.nodes[index]
      let inputs = node.inputs.compactMap { live[$0] }
      precondition(inputs.count == node.inputs.count, "a value that \(node.path) reads was dropped")
      live[index + 1] = try live[index + 1] ?? node.module.forward(inputs)
      for input in node.inputs where schedule.lastReader[input] <= index { live[input] = nil }
    }
  }
}
