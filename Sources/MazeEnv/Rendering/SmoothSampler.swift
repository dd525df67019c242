/// Samples a sprite between its pixels, with the weights and roundings of procgen's drawing library.
struct SmoothSampler {
  private let sprite: Sprite
  private let m11: Double
  private let m22: Double
  private let ox: Double
  private let oy: Double
  private let step: Int

  init(_ sprite: Sprite, columns: PixelRange, rows: PixelRange) {
    self.sprite = sprite
    let kx = columns.length / Double(sprite.width)
    let ky = rows.length / Double(sprite.height)
    m11 = 1 / kx
    m22 = 1 / ky
    ox = -((1 / 65536) * kx + columns.start) * m11
    oy = -((1 / 65536) * ky + rows.start) * m22
    step = truncated(m11 * 65536)
  }

  /// The two source rows of a row of the picture and how far it is between them.
  private struct Rows {
    let upper: Int
    let lower: Int
    let weight: UInt32
    var coarseWeight: UInt32 { (weight + 8) >> 4 }
  }

  /// The premultiplied colours of `count` pixels of `row` from the column `start` on.
  func sample(row: Int, from start: Int, count: Int, into colors: inout [UInt32]) {
    colors.removeAll(keepingCapacity: true)
    let fx = truncated((m11 * (Double(start) + 0.5) + ox) * 65536) - 32768
    let rows = rows(at: truncated((m22 * (Double(row) + 0.5) + oy) * 65536) - 32768)
    if abs(step) <= 131_072 {
      for k in 0..<count { colors.append(fine(rows, at: fx + k * step)) }
    } else {
      shrink(rows, from: fx, count: count, into: &colors)
    }
  }

  private func rows(at fy: Int) -> Rows {
    let row = fy >> 16
    let last = sprite.height - 1
    let weight = UInt32((fy & 65535) >> 8)
    if row < 0 { return Rows(upper: 0, lower: 0, weight: weight) }
    if row >= last { return Rows(upper: last * sprite.width, lower: last * sprite.width, weight: weight) }
    return Rows(upper: row * sprite.width, lower: (row + 1) * sprite.width, weight: weight)
  }

  /// When shrinking by more than half the library takes four pixels at a time with weights of 4 bits, and the
  /// rest with the usual 8.
  private func shrink(_ rows: Rows, from start: Int, count: Int, into colors: inout [UInt32]) {
    let last = sprite.width - 1
    var fx = start
    var k = 0
    while k < count, fx >> 16 < 0 || fx >> 16 >= last {
      colors.append(column(rows, at: min(max(fx >> 16, 0), last)))
      fx += step
      k += 1
    }
    let bound = min(count, k + (last * 65536 - fx) / step)
    while k < bound - 3 {
      for _ in 0..<4 {
        colors.append(coarse(rows, at: fx))
        fx += step
      }
      k += 4
    }
    while k < count {
      colors.append(fine(rows, at: fx))
      fx += step
      k += 1
    }
  }

  /// The colour between the two rows of one source column.
  @inline(__always)
  private func column(_ rows: Rows, at index: Int) -> UInt32 {
    Self.between(sprite.pixels[rows.upper + index], sprite.pixels[rows.lower + index], rows.weight)
  }

  @inline(__always)
  private func fine(_ rows: Rows, at fx: Int) -> UInt32 {
    let last = sprite.width - 1
    let index = fx >> 16
    let left = column(rows, at: min(max(index, 0), last))
    let right = column(rows, at: min(max(index + 1, 0), last))
    return Self.between(left, right, UInt32((fx & 65535) >> 8))
  }

  @inline(__always)
  private func coarse(_ rows: Rows, at fx: Int) -> UInt32 {
    let last = sprite.width - 1
    let left = min(max(fx >> 16, 0), last)
    let right = min(left + 1, last)
    let across = (UInt32((fx & 65535) >> 8) + 8) >> 4
    let down = rows.coarseWeight
    let weights = ((16 - across) * (16 - down), across * (16 - down), (16 - across) * down, across * down)
    let pixels = sprite.pixels
    let (topLeft, topRight) = (pixels[rows.upper + left], pixels[rows.upper + right])
    let (lowLeft, lowRight) = (pixels[rows.lower + left], pixels[rows.lower + right])
    // Two channels at a time: the weights add up to 256, so the sums stay inside their 16 bits.
    func weighted(_ mask: (UInt32) -> UInt32) -> UInt32 {
      mask(topLeft) * weights.0 + mask(topRight) * weights.1 + mask(lowLeft) * weights.2 + mask(lowRight)
        * weights.3
    }
    let even = weighted { $0 & 0x00ff_00ff }
    let odd = weighted { ($0 >> 8) & 0x00ff_00ff }
    return (even >> 8) & 0x00ff_00ff | odd & 0xff00_ff00
  }

  /// Every channel `weight` 256ths of the way from one colour to another.
  @inline(__always)
  private static func between(_ first: UInt32, _ second: UInt32, _ weight: UInt32) -> UInt32 {
    let rest = 256 - weight
    let even = (first & 0x00ff_00ff) * rest + (second & 0x00ff_00ff) * weight
    let odd = ((first >> 8) & 0x00ff_00ff) * rest + ((second >> 8) & 0x00ff_00ff) * weight
    return (even >> 8) & 0x00ff_00ff | odd & 0xff00_ff00
  }
}
