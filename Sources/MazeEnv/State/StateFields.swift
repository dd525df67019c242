/// Something that goes through the fields of a state in order: it reads them, writes them or lists them.
///
/// The order and the names are written down once, in `MazeState.visitFields`.
protocol StateFieldVisitor {
  /// A field that can only have one value.
  mutating func constant(_ name: String, _ value: Int32) throws
  mutating func label(_ name: String, _ value: String) throws
  mutating func int(_ name: String, _ value: inout Int32) throws
  mutating func flag(_ name: String, _ value: inout Bool) throws
  mutating func float(_ name: String, _ value: inout Float) throws
  mutating func mode(_ name: String, _ value: inout MazeMode) throws
  mutating func generator(_ name: String, _ value: inout MazeState.Generator) throws
  mutating func entities(_ name: String, _ value: inout [Entity]) throws
  mutating func cells(_ name: String, _ value: inout [Int32], count: Int) throws
}

extension MazeState {
  static let version: Int32 = 0
  static let gameName = "maze"
  static let endMarker = Int32(bitPattern: 0xCAFE_CAFE)

  /// Goes through every field in the order of the state bytes, under procgen-tools' names.
  mutating func visitFields(_ visitor: inout some StateFieldVisitor) throws {
    try visitor.constant("SERIALIZE_VERSION", Self.version)
    try visitor.label("game_name", Self.gameName)
    try visitSettings(&visitor)
    try visitLevels(&visitor)
    try visitProgress(&visitor)
    try visitor.entities("ents", &entities)
    try visitMovement(&visitor)
    try visitWorld(&visitor)
    try visitor.constant("END_OF_BUFFER", Self.endMarker)
  }

  private mutating func visitSettings(_ visitor: inout some StateFieldVisitor) throws {
    try visitor.flag("options.paint_vel_info", &settings.paintVelInfo)
    try visitor.flag("options.use_generated_assets", &settings.useGeneratedAssets)
    try visitor.flag("options.use_monochrome_assets", &settings.useMonochromeAssets)
    try visitor.flag("options.restrict_themes", &settings.restrictThemes)
    try visitor.flag("options.use_backgrounds", &settings.useBackgrounds)
    try visitor.flag("options.center_agent", &settings.centerAgent)
    try visitor.int("options.debug_mode", &settings.debugMode)
    try visitor.mode("options.distribution_mode", &mode)
    try visitor.flag("options.use_sequential_levels", &settings.useSequentialLevels)
    try visitor.flag("options.use_easy_jump", &settings.useEasyJump)
    try visitor.int("options.plain_assets", &settings.plainAssets)
    try visitor.int("options.physics_mode", &settings.physicsMode)
  }

  private mutating func visitLevels(_ visitor: inout some StateFieldVisitor) throws {
    try visitor.flag("grid_step", &gridStep)
    try visitor.int("level_seed_low", &levelSeedLow)
    try visitor.int("level_seed_high", &levelSeedHigh)
    try visitor.int("game_type", &gameType)
    try visitor.int("game_n", &gameN)
    try visitor.generator("level_seed_rand_gen", &levelSeedGenerator)
    try visitor.generator("rand_gen", &levelGenerator)
  }

  private mutating func visitProgress(_ visitor: inout some StateFieldVisitor) throws {
    try visitor.float("step_data.reward", &stepData.reward)
    try visitor.flag("step_data.done", &stepData.done)
    try visitor.flag("step_data.level_complete", &stepData.levelComplete)
    try visitor.int("action", &action)
    try visitor.int("timeout", &timeout)
    try visitor.int("current_level_seed", &currentLevelSeed)
    try visitor.int("prev_level_seed", &prevLevelSeed)
    try visitor.int("episodes_remaining", &episodesRemaining)
    try visitor.flag("episode_done", &episodeDone)
    try visitor.int("last_reward_timer", &lastRewardTimer)
    try visitor.float("last_reward", &lastReward)
    try visitor.int("default_action", &defaultAction)
    try visitor.int("fixed_asset_seed", &fixedAssetSeed)
    try visitor.int("cur_time", &curTime)
    try visitor.flag("is_waiting_for_step", &isWaitingForStep)
    try visitor.int("grid_size", &gridSize)
  }

  private mutating func visitMovement(_ visitor: inout some StateFieldVisitor) throws {
    try visitor.flag("use_procgen_background", &useProcgenBackground)
    try visitor.int("background_index", &backgroundIndex)
    try visitor.float("bg_tile_ratio", &bgTileRatio)
    try visitor.float("bg_pct_x", &bgPctX)
    try visitor.float("char_dim", &charDim)
    try visitor.int("last_move_action", &lastMoveAction)
    try visitor.int("move_action", &moveAction)
    try visitor.int("special_action", &specialAction)
    try visitor.float("mixrate", &mixrate)
    try visitor.float("maxspeed", &maxspeed)
    try visitor.float("max_jump", &maxJump)
    try visitor.float("action_vx", &actionVx)
    try visitor.float("action_vy", &actionVy)
    try visitor.float("action_vrot", &actionVrot)
    try visitor.float("center_x", &view.centerX)
    try visitor.float("center_y", &view.centerY)
    try visitor.flag("random_agent_start", &randomAgentStart)
    try visitor.flag("has_useful_vel_info", &hasUsefulVelInfo)
    try visitor.int("step_rand_int", &stepRandInt)
    try visitor.generator("asset_rand_gen", &assetGenerator)
  }

  private mutating func visitWorld(_ visitor: inout some StateFieldVisitor) throws {
    let size = Int32(mode.worldSize)
    try visitor.constant("main_width", size)
    try visitor.constant("main_height", size)
    try visitor.int("out_of_bounds_object", &outOfBoundsObject)
    try visitor.float("unit", &view.unit)
    try visitor.float("view_dim", &view.viewDim)
    try visitor.float("x_off", &view.xOff)
    try visitor.float("y_off", &view.yOff)
    try visitor.float("visibility", &view.visibility)
    try visitor.float("min_visibility", &view.minVisibility)
    try visitor.constant("w", size)
    try visitor.constant("h", size)
    try visitor.cells("data", &cells, count: Int(size * size))
    try visitor.int("maze_dim", &mazeDim)
    try visitor.constant("world_dim", size)
  }
}
