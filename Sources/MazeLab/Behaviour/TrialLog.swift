import Foundation
import HookKit

/// Trials in a file of JSON Lines: a trial a line, in their order, and the settings in a file beside it
/// (``Recipe/path(beside:)``). Files of before have the settings in their first line.
///
/// A line is written when its episode ends, so that an interrupted study goes on where it stopped. A last line
/// that was cut off is no trial; its episode is played again.
public struct TrialLog {
  /// The settings of the study.
  public let settings: TrialSettings
  /// The trials so far, in order.
  public private(set) var trials: [BehaviourTrial]
  /// Whether the file's last line was cut off when it was opened.
  public let wasCutOff: Bool
  private let path: String?
  private let handle: FileHandle?
  /// Whether there was no file before.
  private let isNew: Bool

  /// Trials in memory only.
  public init(_ settings: TrialSettings) {
    (self.settings, trials, wasCutOff, path, handle) = (settings, [], false, nil, nil)
    isNew = false
  }

  /// Opens a file to go on with, or begins it.
  ///
  /// - Throws: `Fault` for a file of other settings or with lines that are no trials; `FileError` for
  ///   one that cannot be read or written.
  public init(_ settings: TrialSettings, at path: String) throws {
    self.settings = settings
    self.path = path
    try SystemPath.checkIsText(path)
    try FileOutput.check(path)
    isNew = !FileManager.default.fileExists(atPath: path)
    let contents = isNew ? TrialLogContents() : try TrialLogContents(at: path)
    if let old = contents.settings, old != settings {
      throw Fault(
        .badData, path, "holds trials of other settings: \(settings.differences(from: old).joined(separator: ", "))",
        try: "use these settings, or another file")
    }
    (trials, wasCutOff) = (contents.trials, contents.wasCutOff)
    if contents.settings == nil { try Self.writeSettings(settings, beside: path) }
    if contents.settings == nil || contents.wasCutOff {
      let header = contents.hasHeader ? [try Self.line(TrialHeader(trials: 1, settings: settings))] : []
      let lines = header + (try trials.map(Self.line))
      try FileOutput.write(Array(lines.map { $0 + "\n" }.joined().utf8), to: path)
    }
    guard let handle = FileHandle(forUpdatingAtPath: path) else {
      throw FileError.cannotWrite(path: path, reason: "it cannot be opened")
    }
    self.handle = handle
    do { try handle.seekToEnd() } catch {
      throw FileError.cannotWrite(path: path, reason: error.localizedDescription)
    }
  }

  /// Reads a file of trials without changing it.
  ///
  /// - Throws: `Fault`, `FileError`.
  public static func reading(_ path: String) throws -> TrialLog {
    let contents = try TrialLogContents(at: path)
    guard let settings = contents.settings else { throw TrialLogContents.noTrials(path) }
    return TrialLog(settings: settings, contents: contents)
  }

  private init(settings: TrialSettings, contents: TrialLogContents) {
    (self.settings, trials, wasCutOff, path, handle) = (settings, contents.trials, contents.wasCutOff, nil, nil)
    isNew = false
  }

  /// Whether all trials of the study are there.
  public var isComplete: Bool { trials.count == settings.count }

  /// Adds the next trial, and writes it to the file.
  ///
  /// - Throws: `FileError` when the disk is full, for example; the trials before it are safe.
  /// - Precondition: it is the next trial of the study.
  public mutating func append(_ trial: BehaviourTrial) throws {
    let place = settings.place(of: trials.count)
    precondition(place == (trial.level, trial.episode), "trial \(trials.count) is of level \(place.level)")
    if let handle, let path {
      do {
        try handle.write(contentsOf: Data((try Self.line(trial) + "\n").utf8))
      } catch { throw FileError.cannotWrite(path: path, reason: error.localizedDescription) }
    }
    trials.append(trial)
  }

  /// Removes a file that was begun and got no trial: of an error nothing is left.
  public func discardIfEmpty() {
    guard isNew, trials.isEmpty, let path else { return }
    for file in [path, Recipe.path(beside: path)] { try? FileManager.default.removeItem(atPath: file) }
  }

  private static func writeSettings(_ settings: TrialSettings, beside path: String) throws {
    let json = try JSONValue(encoding: TrialHeader(trials: 1, settings: settings)).ordered(by: ["trials"])
    try FileOutput.write(Array(json.text.utf8), to: Recipe.path(beside: path))
  }

  private static func line(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

/// What is beside a file of trials, or its first line.
struct TrialHeader: Codable {
  /// The version of the format.
  var trials: Int
  var settings: TrialSettings

  private enum CodingKeys: String, CodingKey, CaseIterable { case trials, settings }

  init(trials: Int, settings: TrialSettings) { (self.trials, self.settings) = (trials, settings) }

  init(from decoder: any Decoder) throws {
    try StrictKeys.check(decoder, known: CodingKeys.allCases.map(\.rawValue))
    let values = try decoder.container(keyedBy: CodingKeys.self)
    trials = try values.decode(Int.self, forKey: .trials)
    settings = try values.decode(StrictRecord<TrialSettings>.self, forKey: .settings).record
  }
}

/// What a file of trials holds.
private struct TrialLogContents {
  var settings: TrialSettings?
  var trials: [BehaviourTrial] = []
  var wasCutOff = false

  /// Whether the settings are its first line.
  var hasHeader = false

  init() {}

  init(at path: String) throws {
    let bytes = try FileInput.read(path)
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // Every whole line ends in a line feed, so that behind the last one nothing is left.
    wasCutOff = lines.last?.isEmpty == false
    lines.removeLast()
    let first = lines.first.flatMap { try? StrictJSON.decode(TrialHeader.self, from: Array($0)) }
    hasHeader = first != nil
    guard let header = try first ?? Self.header(beside: path) else {
      if bytes.isEmpty { return }
      throw Self.noTrials(path)
    }
    guard header.trials == 1 else {
      throw Fault(
        .badData, path, "has version \(header.trials) of the format", try: "this program reads version 1")
    }
    settings = header.settings
    for (number, line) in lines.enumerated().dropFirst(hasHeader ? 1 : 0) {
      let place = header.settings.place(of: trials.count)
      guard trials.count < header.settings.count,
        let trial = try? StrictJSON.decode(StrictRecord<BehaviourTrial>.self, from: Array(line)).record,
        place == (trial.level, trial.episode)
      else {
        throw Fault(
          .badData, path,
          "line \(number + 1) is not the trial of level \(place.level), episode \(place.episode), that belongs there",
          try: "delete this line and those after it, and run the same command again")
      }
      trials.append(trial)
    }
  }

  static func noTrials(_ path: String) -> Fault {
    Fault(
      .badData, path, "is no file of trials: there is no \(Recipe.path(beside: path)) with their settings",
      try: "put that file beside it, or name another; one that is not there is begun")
  }

  /// What is beside a file; nil where there is nothing.
  private static func header(beside path: String) throws -> TrialHeader? {
    let file = Recipe.path(beside: path)
    guard FileSystem.isFile(file) else { return nil }
    guard let header = try? StrictJSON.decode(TrialHeader.self, from: try FileInput.read(file)) else {
      throw Fault(
        .badData, file, "holds no settings of trials", try: "move it away, or choose another name for the data")
    }
    return header
  }
}
