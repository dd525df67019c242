import HookKit

/// Answers questions. What is asked is all that it knows of a page.
struct LabWork: Sendable {
  let setting: LabSetting
  let page: PageFiles
  /// What is known of earlier questions.
  private let held = HeldFields()

  init(setting: LabSetting, page: PageFiles) { (self.setting, self.page) = (setting, page) }

  /// Answers one question, with one frame or several.
  ///
  /// - Parameters:
  ///   - isCancelled: whether a newer question has taken its place.
  ///   - send: takes the frames.
  /// - Throws: what `send` throws. What is wrong with the question is an answer too.
  func answer(
    _ request: LabRequest, isCancelled: @escaping @Sendable () -> Bool, send: (LabFrame) throws -> Void
  ) throws {
    func deliver(_ frame: LabFrame) throws { try Delivery.run { try send(Self.labelled(frame, request)) } }
    do {
      try FileInput.$readable.withValue(setting.readableFiles) {
        try frames(request, isCancelled, deliver)
      }
    } catch let failure as Delivery {
      throw failure.error
    } catch {
      if !Self.isNewer(error) { try send(Self.labelled(Self.refusal(error), request)) }
    }
  }

  private func frames(
    _ request: LabRequest, _ isCancelled: @escaping @Sendable () -> Bool, _ send: (LabFrame) throws -> Void
  ) throws {
    if request.kind == .maze { return try send(MazeAnswer.frame(request)) }
    let subject = try LabSubject(request, setting, held: held, isCancelled: isCancelled)
    switch request.kind {
    case .maze: break
    case .field: try send(FieldAnswer.frame(subject))
    case .site: try send(SiteAnswer.frame(request, subject))
    case .presums: try send(PresumsAnswer.frame(request, subject))
    case .effects: try EffectsAnswer.answer(request, subject, send: send)
    case .nulls: try NullsAnswer.answer(request, subject, send: send)
    case .episode: try send(EpisodeAnswer.frame(request, subject))
    case .export: try send(ExportAnswer.frame(request, subject, setting, page))
    }
  }

  private static func labelled(_ frame: LabFrame, _ request: LabRequest) -> LabFrame {
    var frame = frame
    frame.add("id", .integer(request.id))
    frame.add("kind", .string(request.kind.rawValue))
    return frame
  }

  private static func refusal(_ error: any Error) -> LabFrame {
    var frame = LabFrame()
    frame.add("faults", ((error as? LabFaults) ?? LabFaults(error)).json)
    return frame
  }

  private static func isNewer(_ error: any Error) -> Bool { error as? LabError == .newer }

  /// A frame that could not be delivered, as apart from a question that could not be answered.
  private struct Delivery: Error {
    let error: any Error

    static func run(_ body: () throws -> Void) throws {
      do { try body() } catch { throw Delivery(error: error) }
    }
  }
}
