import Testing

@testable import Essentials

/// A mistake names the line that made it, whatever called that line.
struct SourcePlaceTests {
  @Test func namesTheLineOfAFunction() throws {
    let (place, line) = placeOfCall()
    #expect(try #require(place).hasSuffix("SourcePlaceTests.swift:\(line)"))
  }

  /// The frames of a task do not lie on the thread's stack.
  @Test(arguments: [0, 2, 7]) func namesTheLineWithinTasks(depth: Int) async throws {
    let (place, line) = await Task.detached { await placeOfCall(below: depth) }.value
    #expect(try #require(place).hasSuffix("SourcePlaceTests.swift:\(line)"))
  }
}

@inline(never) private func placeOfCall() -> (place: String?, line: Int) { (SourcePlace.ofCaller, #line) }

@inline(never) private func placeOfCall(below depth: Int) async -> (place: String?, line: Int) {
  await Task.yield()
  return depth == 0 ? placeOfCall() : await placeOfCall(below: depth - 1)
}
