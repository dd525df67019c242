import HookKit

/// The mouse on many squares of one maze.
///
/// In easy and hard mode only the mouse's own pixels differ, so the maze is drawn once; in memory mode the
/// view moves with the mouse, and every square is drawn anew.
extension MazeRenderer {
  /// The observations with the mouse on each of `squares` (inner coordinates), facing as it does.
  ///
  /// - Returns: uint8 `[squares.count, 64, 64, 3]`, flat.
  public func observations(of state: MazeState, mouseAt squares: [Square]) -> [UInt8] {
    var bytes = [UInt8]()
    bytes.reserveCapacity(squares.count * Self.observationSize * Self.observationSize * 3)
    forEachSquare(state, squares) { base, patch in
      let start = bytes.count
      bytes.append(contentsOf: base)
      for pixel in patch { PixelBuffer.blend(pixel.color, into: &bytes, at: start + 3 * pixel.index) }
    }
    return bytes
  }

  /// The same observations as the policy takes them: float32 `[squares.count, 3, 64, 64]` from 0 to 1.
  public func inputs(of state: MazeState, mouseAt squares: [Square]) -> Tensor {
    let plane = Self.observationSize * Self.observationSize
    var drawn = 0
    var planes = [Float]()
    var planesOf: [UInt8] = []
    return Tensor(shape: [squares.count, 3, Self.observationSize, Self.observationSize]) { buffer in
      forEachSquare(state, squares) { base, patch in
        // The base image is the same for all squares in easy and hard mode.
        if planesOf != base {
          planes = Self.planes(base)
          planesOf = base
        }
        let row = UnsafeMutableBufferPointer(
          rebasing: buffer[(drawn * 3 * plane)..<((drawn + 1) * 3 * plane)])
        _ = row.update(fromContentsOf: planes)
        for pixel in patch {
          var color = Array(base[(3 * pixel.index)..<(3 * pixel.index + 3)])
          PixelBuffer.blend(pixel.color, into: &color, at: 0)
          for channel in 0..<3 { row[channel * plane + pixel.index] = Float(color[channel]) / 255 }
        }
        drawn += 1
      }
    }
  }

  /// The same as the maze without its mouse and the mouse's rectangle on each square; nil where the view moves with the mouse.
  package func images(of state: MazeState, mouseAt squares: [Square]) -> WindowedImages? {
    let scene = Scene(state)
    guard hasFixedMouse(scene) else { return nil }
    let size = Self.observationSize
    var (empty, shown, windows, cells) = ([UInt8](), [UInt8](), [WindowedImages.Window](), [Float]())
    forEachSquare(state, squares) { base, patch in
      if empty.isEmpty { (empty, shown) = (base, base) }
      for pixel in patch { PixelBuffer.blend(pixel.color, into: &shown, at: 3 * pixel.index) }
      let changed = patch.map(\.index).filter { shown[3 * $0..<3 * $0 + 3] != base[3 * $0..<3 * $0 + 3] }
      let window = Self.window(around: changed)
      windows.append(window)
      for row in window.top..<window.top + window.height {
        let first = 3 * (row * size + window.left)
        cells += shown[first..<first + 3 * window.width].map { Float($0) / 255 }
      }
      for pixel in patch { for k in 3 * pixel.index..<3 * pixel.index + 3 { shown[k] = base[k] } }
    }
    guard !empty.isEmpty else { return nil }
    return WindowedImages(base: Tensor(Self.planes(empty), shape: [1, 3, size, size]), windows: windows, cells: cells)
  }

  /// The smallest rectangle around some pixels of an observation.
  private static func window(around pixels: [Int]) -> WindowedImages.Window {
    let (rows, columns) = (pixels.map { $0 / observationSize }, pixels.map { $0 % observationSize })
    guard let top = rows.min(), let bottom = rows.max(), let left = columns.min(), let right = columns.max() else {
      return WindowedImages.Window()
    }
    return WindowedImages.Window(top: top, left: left, height: bottom + 1 - top, width: right + 1 - left)
  }

  /// What the observations of a maze show but for the mouse, as the policy takes them: float32 `[1, 3, 64, 64]` from 0 to 1;
  /// nil where the view moves with the mouse.
  public func inputWithoutMouse(of state: MazeState) -> Tensor? {
    guard !state.settings.centerAgent else { return nil }
    let scene = Scene(state)
    let base = base(scene, prepared(for: scene), view: scene.view(height: Self.observationSize))
    return Tensor(Self.planes(base.pixels), shape: [1, 3, Self.observationSize, Self.observationSize])
  }

  /// Observations as the policy takes them: float32 `[images.count, 3, 64, 64]` from 0 to 1.
  ///
  /// - Precondition: all images have the same size.
  public static func inputs(_ images: [Image]) -> Tensor {
    guard let first = images.first else {
      return Tensor([], shape: [0, 3, observationSize, observationSize])
    }
    precondition(
      images.allSatisfy { $0.width == first.width && $0.height == first.height }, "images of different sizes"
    )
    return Tensor(images.flatMap { planes($0.pixels) }, shape: [images.count, 3, first.height, first.width])
  }

  /// Observations as bytes, uint8 `[N, 64, 64, 3]`, as the policy takes them: float32 `[N, 3, 64, 64]` from 0 to 1.
  ///
  /// - Precondition: there are whole observations.
  public static func inputs(_ bytes: [UInt8]) -> Tensor { inputs(bytes[...]) }

  /// The same of some of them.
  package static func inputs(_ bytes: ArraySlice<UInt8>) -> Tensor {
    let size = observationSize * observationSize
    let count = bytes.count / (3 * size)
    precondition(bytes.count == count * 3 * size, "\(bytes.count) bytes are no whole observations")
    let first = bytes.startIndex
    return Tensor(shape: [count, 3, observationSize, observationSize]) { scalars in
      for plane in 0..<3 * count {
        let (row, channel) = (plane / 3, plane % 3)
        let (from, to) = (first + row * 3 * size + channel, plane * size)
        for pixel in 0..<size { scalars[to + pixel] = Float(bytes[from + 3 * pixel]) / 255 }
      }
    }
  }

  /// The channels of RGB pixels one after the other, from 0 to 1.
  private static func planes(_ pixels: [UInt8]) -> [Float] {
    let count = pixels.count / 3
    return [Float](unsafeUninitializedCapacity: 3 * count) { buffer, initialised in
      for i in 0..<count {
        for channel in 0..<3 { buffer[channel * count + i] = Float(pixels[3 * i + channel]) / 255 }
      }
      initialised = 3 * count
    }
  }

  /// A pixel of the mouse: where, and the premultiplied colour to put over what is there.
  private struct PatchPixel {
    let index: Int
    let color: UInt32
  }

  /// Whether the mouse is the same few pixels on every square, put over the same picture.
  private func hasFixedMouse(_ scene: Scene) -> Bool {
    prepared(for: scene).tables(for: scene) != nil && scene.mouse.rx == 0.5 && scene.mouse.ry == 0.5
  }

  /// Calls `body` with an image and the mouse's pixels to put over it, for each square in order.
  private func forEachSquare(
    _ state: MazeState, _ squares: [Square], _ body: (_ base: [UInt8], _ patch: [PatchPixel]) -> Void
  ) {
    let scene = Scene(state)
    let padding = state.maze.padding
    let outer = squares.map { Square($0.row + padding, $0.column + padding) }
    let prepared = prepared(for: scene)
    guard hasFixedMouse(scene), let tables = prepared.tables(for: scene) else {
      for square in outer { body(observation(Scene(scene, mouseAt: square)).pixels, []) }
      return
    }
    let base = base(scene, prepared, view: tables.view).pixels
    let sprite = prepared.artwork.mouse(of: scene)
    var patch = [PatchPixel]()
    for square in outer {
      patch.removeAll(keepingCapacity: true)
      if scene.contains(square) {
        let columns = tables.layout.mouse.columns[square.column]
        let rows = tables.layout.mouse.rows[square.row]
        for row in 0..<rows.count {
          for column in 0..<columns.count {
            let color = sprite.pixels[rows.source(row) * sprite.width + columns.source(column)]
            if color >> 24 == 0 { continue }
            let index = (rows.first + row) * Self.observationSize + columns.first + column
            patch.append(PatchPixel(index: index, color: color))
          }
        }
      }
      body(base, patch)
    }
  }
}
