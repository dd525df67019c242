import HookKit

/// A background, which is decoded when it is first drawn: a maze shows one of nine.
public final class Background: Sendable {
  private let decode: @Sendable () -> Sprite
  private let decoded = Locked<Sprite?>(nil)

  init(_ decode: @escaping @Sendable () -> Sprite) { self.decode = decode }

  /// The picture.
  public var sprite: Sprite {
    decoded.withLock { decoded in
      if let decoded { return decoded }
      let sprite = decode()
      decoded = sprite
      return sprite
    }
  }
}
