import Foundation
import HookKit
import MazeEnv
import Testing

@Suite("State bytes and variables")
struct StateTests {
  struct File: Decodable {
    let length: Int
    let sha256: String
    let base64: String
  }

  /// procgen-tools' names, from `specs/procgen-tools.md`.
  static let names = """
    SERIALIZE_VERSION, game_name, options.paint_vel_info, options.use_generated_assets, \
    options.use_monochrome_assets, options.restrict_themes, options.use_backgrounds, \
    options.center_agent, options.debug_mode, options.distribution_mode, \
    options.use_sequential_levels, options.use_easy_jump, options.plain_assets, options.physics_mode, \
    grid_step, level_seed_low, level_seed_high, game_type, game_n, level_seed_rand_gen.is_seeded, \
    level_seed_rand_gen.str, rand_gen.is_seeded, rand_gen.str, step_data.reward, step_data.done, \
    step_data.level_complete, action, timeout, current_level_seed, prev_level_seed, \
    episodes_remaining, episode_done, last_reward_timer, last_reward, default_action, \
    fixed_asset_seed, cur_time, is_waiting_for_step, grid_size, ents.size, ents, \
    use_procgen_background, background_index, bg_tile_ratio, bg_pct_x, char_dim, last_move_action, \
    move_action, special_action, mixrate, maxspeed, max_jump, action_vx, action_vy, action_vrot, \
    center_x, center_y, random_agent_start, has_useful_vel_info, step_rand_int, \
    asset_rand_gen.is_seeded, asset_rand_gen.str, main_width, main_height, out_of_bounds_object, \
    unit, view_dim, x_off, y_off, visibility, min_visibility, w, h, data.size, data, maze_dim, \
    world_dim, END_OF_BUFFER
    """
  static let entityNames = """
    x, y, vx, vy, rx, ry, type, image_type, image_theme, render_z, will_erase, \
    collides_with_entities, collision_margin, rotation, vrot, is_reflected, fire_time, spawn_time, \
    life_time, expire_time, use_abs_coords, friction, smart_step, avoids_collisions, auto_erase, \
    alpha, health, theta, grow_rate, alpha_decay, climber_spawn_x
    """

  private func published() throws -> [UInt8] {
    let file = try Vectors.load("state_hard_0", as: File.self)
    let bytes = [UInt8](try #require(Data(base64Encoded: file.base64)))
    #expect(bytes.count == file.length)
    #expect(SHA256.hexDigest(of: bytes) == file.sha256)
    return bytes
  }

  @Test func thePublishedStateIsLevelZero() throws {
    let bytes = try published()
    let state = try MazeState(bytes: bytes)
    #expect(state == (try MazeState(level: 0)))
    #expect(state.bytes == bytes)
  }

  @Test func variablesHaveTheirKnownNamesInOrder() throws {
    let variables = try MazeState(level: 0).variables
    #expect(variables.map(\.name).joined(separator: ", ") == Self.names)
    let entities = try #require(variables.first { $0.name == "ents" }?.value)
    guard case .entities(let listed) = entities else {
      Issue.record("ents are not entities")
      return
    }
    #expect(listed.map { $0.map(\.name).joined(separator: ", ") } == [Self.entityNames])
  }

  @Test func variablesHaveThePublishedValues() throws {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/state_hard_0", withExtension: "json"))
    let root = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
    let fields = try #require(root["fields"] as? [String: Any])
    let json = MazeVariable.json(try MazeState(level: 0).variables)
    let ours = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    var compared = 0
    for (name, value) in ours {
      let short = name.split(separator: ".").last.map(String.init) ?? name
      guard let theirs = fields[short] as? NSNumber, let number = value as? NSNumber else { continue }
      #expect(Float(truncating: number) == Float(truncating: theirs), "\(name)")
      compared += 1
    }
    #expect(compared == 63)
    let entity = try #require((fields["entities"] as? [[String: NSNumber]])?.first)
    #expect((ours["ents"] as? [[String: NSNumber]])?.first == entity)
  }

  @Test func flagsAreReadAsNonZeroAndWrittenAsOne() throws {
    var bytes = try published()
    // restrict_themes: after the version, the name with its length, and three more flags.
    let offset = 4 + 8 + 3 * 4
    bytes[offset + 2] = 7
    let state = try MazeState(bytes: bytes)
    #expect(state.settings.restrictThemes)
    #expect(Array(state.bytes[offset..<(offset + 4)]) == [1, 0, 0, 0])
  }

  @Test func everyTruncationIsAnError() throws {
    let bytes = try MazeState(level: 3, mode: .easy).bytes
    for length in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: MazeError.self) { try MazeState(bytes: Array(bytes.prefix(length))) }
    }
    #expect(throws: MazeError.self) { try MazeState(bytes: bytes + [0]) }
  }

  @Test(arguments: MazeMode.allCases)
  func damagedStatesAreErrorsOrCanBePlayed(mode: MazeMode) throws {
    let bytes = try MazeState(level: 5, mode: mode).bytes
    var generator = MersenneTwister(seed: 99)
    // What is not text of a generator lies in the first 100 bytes and in the part behind the second text.
    let behindTexts = bytes.count - (mode.worldSize * mode.worldSize * 4 + 7100)
    var accepted = 0
    for _ in 0..<2000 {
      var damaged = bytes
      for _ in 0...generator.below(3) {
        let start = generator.below(2) == 0 ? 0 : behindTexts
        let span = UInt32(start == 0 ? 100 : bytes.count - behindTexts)
        let offset = start + Int(generator.below(span))
        damaged[offset] = [0, 1, 0x7f, 0x80, 0xff, UInt8(generator.below(256))][Int(generator.below(6))]
      }
      guard var state = try? MazeState(bytes: damaged) else { continue }
      accepted += 1
      #expect(try MazeState(bytes: state.bytes).bytes == state.bytes)
      for action in [7, 3, 5, -1, 0] { try state.step(action) }
      _ = MazeRenderer.plain.observation(of: state)
      if accepted % 20 == 0 { _ = MazeRenderer.plain.picture(of: state) }
      _ = state.maze.distributionFaults
      _ = state.variables.map(\.description)
    }
    #expect(accepted > 100)
  }

  @Test func hostileCountsAreErrorsAtOnce() throws {
    let bytes = try published()
    for offset in stride(from: 0, to: bytes.count - 4, by: 4) where offset < 120 || offset > 13_500 {
      for value: [UInt8] in [[0xff, 0xff, 0xff, 0x7f], [0, 0, 0, 0x80], [0xff, 0xff, 0xff, 0xff]] {
        var damaged = bytes
        damaged.replaceSubrange(offset..<(offset + 4), with: value)
        guard let state = try? MazeState(bytes: damaged) else { continue }
        _ = MazeRenderer.plain.observation(of: state)
      }
    }
  }

  @Test func anExtremeMousePositionCanBeStepped() throws {
    for position: Float in [-1e30, 1e30, .nan, .infinity, -0.25, 24.9] {
      var state = try MazeState(level: 0)
      state.mouse.x = position
      for action in [0, 3, 5, 7] { try state.step(action) }
      _ = MazeRenderer.plain.observation(of: state)
      _ = MazeRenderer.plain.picture(of: state)
    }
  }

  @Test func theErrorNamesTheField() throws {
    var bytes = try published()
    bytes[0] = 9
    #expect(throws: MazeError.stateField("SERIALIZE_VERSION", problem: "is 9, and should be 0")) {
      try MazeState(bytes: bytes)
    }
    #expect(throws: MazeError.stateTruncated(field: "game_name", offset: 9)) {
      try MazeState(bytes: Array(published().prefix(9)))
    }
  }

  @Test func sequentialLevelsGoOnWithoutAnEnd() throws {
    var state = try MazeState(level: 4, options: MazeOptions(useSequentialLevels: true))
    var maze = state.maze
    try maze.open(at: Square(0, 1))
    try maze.moveCheese(to: Square(0, 1))
    state.maze = maze
    let step = try state.step(7)
    #expect(step.reward == 10 && !step.done && step.prevLevelComplete)
    #expect(step.levelSeed == 4 + 997)
  }

  @Test func aStateOfADrawnMazeShowsIt() throws {
    let maze = try Maze(level: 8).withoutCheese().withMouse(at: Square(2, 2))
    let state = try MazeState(maze: maze)
    #expect(state.maze == maze)
    #expect(try MazeState(maze: maze) == state)
    #expect(try MazeState(bytes: state.bytes) == state)
  }
}
