/// How wide pictures are drawn where somebody has asked for it; texts keep their size.
public enum PictureWidth {
  /// In points; nil for one column of a journal, or two for what has several parts.
  @TaskLocal public static var current: Double?

  /// One column of a journal, and both, unless it was asked for another width.
  static var column: Double { current ?? 252 }
  static var page: Double { current ?? 518 }

  /// How many points a number of pixels of a PNG picture is: 72 to the inch, which has 300 pixels.
  public static func points(ofPixels pixels: Int) -> Double { Double(pixels) / Canvas.pixelsPerPoint }
}
