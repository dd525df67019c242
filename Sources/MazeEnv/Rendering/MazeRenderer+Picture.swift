/// The large picture, with smoothed edges and sampling.
extension MazeRenderer {
  /// The picture for people: 512 x 512.
  ///
  /// - Parameters:
  ///   - state: what is drawn.
  ///   - showingMouse: draw the mouse; the pictures of vector fields leave it out.
  /// - Complexity: some milliseconds.
  public func picture(of state: MazeState, showingMouse: Bool = true) -> Image {
    picture(Scene(state), showingMouse: showingMouse)
  }

  /// The picture of a maze: 512 x 512.
  public func picture(of maze: Maze, showingMouse: Bool = true) -> Image {
    picture(Scene(maze), showingMouse: showingMouse)
  }

  private func picture(_ scene: Scene, showingMouse: Bool) -> Image {
    let artwork = prepared(for: scene).artwork
    let view = scene.view(height: Self.pictureSize)
    var canvas = PixelBuffer(size: Self.pictureSize)
    let world = Float(scene.worldSize)
    if let background = artwork.background(of: scene) {
      canvas.drawSmoothly(
        background, columns: view.horizontal(0, world, overlap: 0),
        rows: view.vertical(world, world, overlap: 0),
        isBackground: true)
    }
    let (columns, rows) = scene.cellRanges(in: view)
    for x in columns {
      for y in rows {
        let sprite: Sprite
        switch scene.value(x, y) {
        case Cell.wall: sprite = artwork.wall
        case Cell.cheese: sprite = artwork.cheese
        default: continue
        }
        canvas.drawSmoothly(
          sprite, columns: view.horizontal(Float(x), 1, overlap: Scene.overlap),
          rows: view.vertical(Float(y + 1), 1, overlap: Scene.overlap))
      }
    }
    if showingMouse {
      let mouse = scene.mouse
      canvas.drawSmoothly(
        artwork.mouse(of: scene), columns: view.horizontal(mouse.x - mouse.rx, 2 * mouse.rx, overlap: 0),
        rows: view.vertical(mouse.y + mouse.ry, 2 * mouse.ry, overlap: 0))
    }
    return canvas.image
  }
}

extension PixelBuffer {
  /// Draws a sprite with smoothed edges, sampled between its pixels.
  mutating func drawSmoothly(_ sprite: Sprite, columns: PixelRange, rows: PixelRange, isBackground: Bool = false) {
    if columns.length == Double(sprite.width), rows.length == Double(sprite.height) {
      draw(
        sprite, columns: PixelSpan(unscaled: columns, size: size),
        rows: PixelSpan(unscaled: rows, size: size))
      return
    }
    guard let coverage = Coverage(columns: columns, rows: rows, size: size) else { return }
    let sampler = SmoothSampler(sprite, columns: columns, rows: rows)
    var colors = [UInt32]()
    for row in coverage.rows {
      let segments = coverage.segments(ofRow: row)
      // Neighbouring segments are sampled as one run: where a run starts decides the weights of its pixels.
      var next = 0
      while next < segments.count {
        let first = next
        next += 1
        while next < segments.count,
          segments[next].start == segments[next - 1].start + segments[next - 1].length
        {
          next += 1
        }
        let start = segments[first].start
        let end = segments[next - 1].start + segments[next - 1].length
        sampler.sample(row: row, from: start, count: end - start, into: &colors)
        for segment in segments[first..<next] {
          for column in segment.start..<(segment.start + segment.length) {
            let offset = (row * size + column) * 3
            let color = colors[column - start]
            let cover = UInt32(segment.cover)
            if isBackground {
              mix(color, cover, at: offset)
            } else {
              blend(Self.faded(color, cover), at: offset)
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private static func faded(_ color: UInt32, _ cover: UInt32) -> UInt32 {
    if cover == 255 { return color }
    return product(color & 255, cover) | product((color >> 8) & 255, cover) << 8
      | product((color >> 16) & 255, cover) << 16 | product(color >> 24, cover) << 24
  }
}
