/// What a network is run on: a batch of inputs, with what is known of each row.
public struct Inputs: Sendable {
  /// `[N, ...]`, where `...` is the network's input shape.
  ///
  /// - Complexity: where images are given, they are made whole when this is first asked for.
  public var tensor: Tensor {
    switch content {
    case .tensor(let tensor): tensor
    case .images(let images): images.tensor
    }
  }

  private enum Content: Sendable {
    case tensor(Tensor)
    case images(WindowedImages)
  }

  private let content: Content

  /// One entry for each row of the tensor.
  public let rows: [Row]

  /// What a recurrent network remembers of each row, `[N, ...]` by the path of its ``RecurrentState``; one that is not here is
  /// zeros.
  public var states: [String: Tensor] = [:]

  /// Images that the rows differ from in a small rectangle each, where whoever made them knows; see ``Bases``.
  package var bases: Bases?

  /// Keeps what runs on these inputs have in common, where there are several; nil where nothing is kept.
  package var prefix: KeptPrefix?

  /// What rows differ from.
  package enum Bases: Sendable {
    /// All rows from one image `[1, ...]`.
    case common(Tensor)
    /// Each row from an image of its own, of which the network's values are kept from run to run. Those of one run may be
    /// the same.
    case kept([BaseImage])
  }

  /// What is known of one row of a batch.
  public struct Row: Hashable, Sendable {
    /// Identifies the row to random draws: the same key gets the same noise in any batch, at any position.
    public var key: UInt64
    /// What else is known, for interventions that choose rows by it: `["cheese": "3,4"]`.
    public var labels: [String: String]
    /// How the row's grid world lies over its image; nil where there is none.
    public var geometry: GridGeometry?
    /// Where in time the row stands, for edits that act at some times only; nil where there is no time.
    public var moment: Moment?

    /// What is known of a row: at least the key of its random draws.
    public init(
      key: UInt64, labels: [String: String] = [:], geometry: GridGeometry? = nil, moment: Moment? = nil
    ) {
      self.key = key
      self.labels = labels
      self.geometry = geometry
      self.moment = moment
    }
  }

  /// Inputs `[N, ...]` with what is known of each row.
  ///
  /// - Precondition: there is one row description for each row of the tensor.
  public init(_ tensor: Tensor, rows: [Row]) {
    if tensor.rows != rows.count {
      Mistake.note("\(rows.count) rows are described of a tensor of shape \(tensor.shape)")
    }
    content = .tensor(tensor)
    self.rows = rows
  }

  /// Images that have much in common, with what is known of each.
  ///
  /// - Precondition: there is one row description for each image.
  package init(_ images: WindowedImages, rows: [Row]) {
    precondition(
      images.windows.count == rows.count, "\(rows.count) rows are described of \(images.windows.count) images")
    content = .images(images)
    self.rows = rows
  }

  /// The rows as images that have much in common, where they were given so.
  package var images: WindowedImages? { if case .images(let images) = content { images } else { nil } }

  /// The shape of the tensor.
  package var shape: Shape { images?.shape ?? tensor.shape }

  /// Inputs of which nothing is known; their keys are their positions.
  public init(_ tensor: Tensor) {
    self.init(tensor, rows: (0..<tensor.rows).map { Row(key: UInt64($0)) })
  }

  /// The number of rows, N.
  public var count: Int { rows.count }
}
