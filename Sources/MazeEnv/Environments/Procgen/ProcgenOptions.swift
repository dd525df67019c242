import CLibenv

/// The options with which procgen's library makes environments, in the form in which it takes them.
struct ProcgenOptions {
  private enum Value {
    case text(String)
    case number(Int32)
    case flag(Bool)

    var element: Int32 {
      switch self {
      case .text, .flag: Int32(HK_LIBENV_UINT8)
      case .number: Int32(HK_LIBENV_INT32)
      }
    }

    var bytes: [UInt8] {
      switch self {
      case .text(let text): Array(text.utf8)
      case .flag(let flag): [flag ? 1 : 0]
      case .number(let number): withUnsafeBytes(of: number.littleEndian) { Array($0) }
      }
    }

    var count: Int32 { if case .text(let text) = self { Int32(text.utf8.count) } else { 1 } }
  }

  private let options: [(name: String, value: Value)]

  /// - Parameter threads: the library's own threads; 0 to compute in the caller's.
  init(mode: MazeMode, levels: LevelRange, options: MazeOptions, assets: String, threads: Int) {
    let isAll = levels == .all
    self.options = [
      ("env_name", .text(MazeState.gameName)), ("resource_root", .text(assets)),
      ("num_levels", .number(isAll ? 0 : levels.high &- levels.low)),
      ("start_level", .number(isAll ? 0 : levels.low)),
      ("num_actions", .number(15)), ("num_threads", .number(Int32(clamping: threads))),
      ("rand_seed", .number(Int32(truncatingIfNeeded: options.randSeed))),
      ("distribution_mode", .number(Int32(mode.code))), ("debug_mode", .number(0)),
      ("use_sequential_levels", .flag(options.useSequentialLevels)), ("render_human", .flag(false)),
      ("center_agent", .flag(true)), ("use_generated_assets", .flag(false)),
      ("use_monochrome_assets", .flag(options.useMonochromeAssets)),
      ("use_backgrounds", .flag(options.useBackgrounds)),
      ("restrict_themes", .flag(options.restrictThemes)), ("paint_vel_info", .flag(options.paintVelInfo)),
    ]
  }

  /// Calls `body` with the options; they are gone when it returns.
  func withOptions<Result>(_ body: (hk_libenv_options) throws -> Result) rethrows -> Result {
    let items = UnsafeMutablePointer<hk_libenv_option>.allocate(capacity: options.count)
    var copies: [UnsafeMutablePointer<UInt8>] = []
    defer {
      for copy in copies { copy.deallocate() }
      items.deallocate()
    }
    for (index, option) in options.enumerated() {
      let bytes = option.value.bytes
      let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
      copy.initialize(repeating: 0, count: max(1, bytes.count))
      for (place, byte) in bytes.enumerated() { copy[place] = byte }
      copies.append(copy)
      var item = hk_libenv_option()
      item.element = option.value.element
      item.count = option.value.count
      item.data = UnsafeMutableRawPointer(copy)
      withUnsafeMutableBytes(of: &item.name) { $0.copyBytes(from: option.name.utf8) }
      (items + index).initialize(to: item)
    }
    return try body(hk_libenv_options(items: items, count: Int32(options.count)))
  }
}
