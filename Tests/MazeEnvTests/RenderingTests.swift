import Foundation
import HookKit
import MazeEnv
import Testing

@Suite("Pictures")
struct RenderingTests {
  @Test(arguments: MazeMode.allCases)
  func theMouseOnEverySquareIsThatOfSingleObservationsInThePlainTheme(mode: MazeMode) throws {
    try compareSquares(.plain, MazeState(level: 7, mode: mode))
  }

  @Test(.enabled(if: Vectors.havePictures, Vectors.whyNoPictures), arguments: MazeMode.allCases)
  func theMouseOnEverySquareIsThatOfSingleObservations(mode: MazeMode) throws {
    let renderer = try #require(Vectors.renderer)
    var state = try MazeState(level: 7, mode: mode)
    try compareSquares(renderer, state)
    state.mouse.isReflected = true
    try compareSquares(renderer, state)
    state.settings.useMonochromeAssets = true
    try compareSquares(renderer, state)
  }

  private func compareSquares(_ renderer: MazeRenderer, _ state: MazeState) throws {
    var maze = state.maze
    let squares = maze.legalSquares
    let flat = renderer.observations(of: state, mouseAt: squares)
    let inputs = renderer.inputs(of: state, mouseAt: squares)
    #expect(inputs.shape == [squares.count, 3, 64, 64])
    var images = [Image]()
    for (index, square) in squares.enumerated() {
      try maze.placeMouse(at: square)
      var moved = state
      moved.maze = maze
      let image = renderer.observation(of: moved)
      #expect(Array(flat[(index * 12288)..<((index + 1) * 12288)]) == image.pixels)
      images.append(image)
    }
    #expect(inputs == MazeRenderer.inputs(images))
    let last = try #require(images.last)
    let row = squares.count - 1
    #expect(inputs[row, 1, 30, 41] == Float(last[30, 41].green) / 255)
  }

  @Test func thePlainThemeHasItsThreeColours() throws {
    let state = try MazeState(level: 0)
    let picture = MazeRenderer.plain.picture(of: state)
    func color(_ square: Square) -> [UInt8] {
      let outer = state.maze.outer(square)
      let row = 511 - (outer.row * 2048 + 1024) / 100
      let column = (outer.column * 2048 + 1024) / 100
      let pixel = picture[row, column]
      return [pixel.red, pixel.green, pixel.blue]
    }
    #expect(color(Square(0, 0)) == [127, 255, 127])
    #expect(color(Square(5, 0)) == [127, 127, 255])
    #expect(color(Square(1, 1)) == [191, 127, 63])
    #expect(color(Square(2, 0)) == [0, 0, 0])
  }

  @Test(arguments: MazeMode.allCases)
  func thePictureWithoutTheMouseDiffersOnlyAtTheMouse(mode: MazeMode) throws {
    let state = try MazeState(level: 1, mode: mode)
    let with = MazeRenderer.plain.picture(of: state)
    let without = MazeRenderer.plain.picture(of: state, showingMouse: false)
    let differing = stride(from: 1, to: with.pixels.count, by: 3).count { index in
      with.pixels[index] != without.pixels[index]
    }
    let side = mode == .memory ? 64 : 512 / mode.worldSize
    #expect(differing >= side * side && differing <= (side + 2) * (side + 2))
  }

  @Test func missingPicturesNameTheCommandThatGetsThem() throws {
    let error = #expect(throws: MazeError.self) { try Pictures(folder: "/nowhere") }
    #expect(error?.explanation.category == .notInstalled)
    #expect(error?.description.contains("hookctl data fetch") == true)
    #expect(error?.description.contains("--theme plain") == true)
  }

  @Test func aDamagedPictureIsRefused() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "pictures-\(UUID().uuidString)")
    let file = folder.appendingPathComponent("data/assets/" + PictureFiles.wall.path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("not a picture".utf8).write(to: file)
    let error = #expect(throws: MazeError.self) { try Pictures(folder: folder.path) }
    #expect(error?.explanation.category == .badData)
    #expect(!PictureFiles.areInstalled(in: folder.path))
  }

  @Test func theFolderFollowsTheEnvironment() {
    #expect(PictureFiles.defaultFolder(environment: ["HOME": "/h"]) == "/h/.cache/hookkit/procgen-0.10.7")
    #expect(
      PictureFiles.defaultFolder(environment: ["HOME": "/h", "XDG_CACHE_HOME": "/c"])
        == "/c/hookkit/procgen-0.10.7")
    #expect(
      PictureFiles.defaultFolder(environment: ["HOME": "/h", "XDG_CACHE_HOME": "c"])
        == "/h/.cache/hookkit/procgen-0.10.7")
    #expect(PictureFiles.defaultFolder(environment: ["HOOKKIT_PROCGEN": "/p", "HOME": "/h"]) == "/p")
  }

  @Test func digestsAreThoseOfTheStandard() {
    #expect(
      SHA256.hexDigest(of: []) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      SHA256.hexDigest(of: Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256.hexDigest(of: [UInt8](repeating: 97, count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }
}
