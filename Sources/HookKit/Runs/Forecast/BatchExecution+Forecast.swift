/// The forecast of plans that are computed together.
struct BatchForecast: Sendable {
  var cost = Cost()
  var bufferBytes = 0
  var resultBytes = 0
  var threads = 1
}

extension BatchExecution {
  /// Goes through the same chunks as the run, and counts what its kernels would do.
  func forecast() throws -> BatchForecast {
    let relation = relation
    return try forecast(division(relation), relation)
  }

  /// The same with the batch divided in a certain way.
  func forecast(_ division: BatchDivision, _ relation: RowRelation?) throws -> BatchForecast {
    let (schedule, kernels) = (try schedule(), graph.kernels(options.engine))
    let chunks = chunks(division)
    var result = BatchForecast()
    var peaks: [Int] = []
    for chunk in chunks {
      let meter = CostMeter()
      let engine = KernelEngine(
        graph: graph, kernels: kernels, pool: BufferPool(counting: meter), relation: relation,
        relatesRows: options.engine.relatesRows, roundingSpreadLimit: options.engine.roundingSpreadLimit)
      _ = try execution(of: chunk, engine, schedule, division).outcomes(of: inputs)
      result.cost += meter.cost
      peaks.append(meter.tally.peakBytes)
    }
    result.threads = max(1, min(division.threads, chunks.count))
    result.bufferBytes = peaks.sorted(by: >).prefix(result.threads).reduce(0, +)
    let kept = schedule.stops.reduce(0) { sum, stop in
      let copies = (stop.capturesBefore ? 1 : 0) + (stop.capturesAfter || stop.isOutput ? 1 : 0)
      return sum + copies * stop.site.shape.count
    }
    result.resultBytes = kept * inputs.count * plans.count * MemoryLayout<Float>.stride
    return result
  }
}
