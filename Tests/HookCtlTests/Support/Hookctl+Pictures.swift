import LimitedPrograms
import MazeEnv

extension Hookctl {
  /// Whether procgen's pictures are installed.
  static let hasPictures = PictureFiles.areInstalled()
}
