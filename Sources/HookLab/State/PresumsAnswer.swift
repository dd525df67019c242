import HookKit

/// The answer to `presums`: what each input channel adds to one channel of a convolution or a linear layer, with the mouse on
/// one square, without the edits and with them. Of the edits those before the layer show.
enum PresumsAnswer {
  static func frame(_ request: LabRequest, _ subject: LabSubject) throws -> LabFrame {
    guard let channel = request.channel else { throw LabError.missing("channel", kind: request.kind) }
    let graph = subject.policy.graph
    let site = try SiteAnswer.site(of: request, in: graph)
    let shape = try graph.presumShape(at: site)
    guard let layer = graph.maker(of: site), let sums = layer.module as? any SumsChannels else { return LabFrame() }
    guard (0..<shape[0]).contains(channel) else {
      throw LabError.outOfRange("channel \(channel)", "0 to \(shape[0] - 1)")
    }
    let read = graph.sites[layer.inputs[0]].name
    let part = shape.count / shape[0]
    let values = try inputs(of: read, request, subject).map {
      Array(try sums.presums($0).scalars[channel * part..<(channel + 1) * part])
    }
    var frame = LabFrame()
    frame.add("site", .string(site.name))
    frame.add("channel", .integer(channel))
    frame.add("reads", .string(read))
    frame.add("shape", .array(shape.sizes.dropFirst().map { .integer($0) }))
    frame.add("original", values[0])
    frame.add("patched", values[1])
    return frame
  }

  /// What the layer reads, `[1, ...]`: without the edits, and with them.
  private static func inputs(of site: String, _ request: LabRequest, _ subject: LabSubject) throws -> [Tensor] {
    let (inputs, row) = try SiteAnswer.inputs(of: request, subject)
    var options = subject.options
    options.wantsOutputs = false
    return try subject.computing {
      let runs = try subject.policy.graph.runs(
        inputs, under: [Plan(), subject.plan], capturing: [Capture(SitePattern(site))], options: options)
      return runs.map { $0[site][rows: row..<row + 1] }
    }
  }
}
