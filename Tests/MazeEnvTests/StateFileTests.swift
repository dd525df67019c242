import Foundation
import HookKit
import MazeEnv
import Testing

@Suite("Files of states")
struct StateFileTests {
  @Test func rawBytesAndPicklesReadBack() throws {
    let states = MazeState.vector(count: 3, mode: .easy)
    #expect(try MazeStateFile.states(in: states[1].bytes, source: "raw") == [states[1]])
    #expect(try MazeStateFile.states(in: MazeStateFile.pickle(states), source: "list") == states)
    let two = PickleWriter.pickle(.list(states.map { .bytes($0.bytes) }), version: .two)
    #expect(try MazeStateFile.states(in: two, source: "list") == states)
    let single = PickleWriter.pickle(.bytes(states[0].bytes))
    #expect(try MazeStateFile.states(in: single, source: "single") == [states[0]])
  }

  @Test func otherContentsAreRefusedByName() throws {
    func problem(_ bytes: [UInt8]) -> String {
      do {
        _ = try MazeStateFile.states(in: bytes, source: "x.state")
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(problem(PickleWriter.pickle(.list([])) + [0]).contains("1 bytes follow the pickle"))
    let array = Array("cnumpy.core.multiarray\nscalar\n(cnumpy\ndtype\n(Vi1\nI00\nI01\ntRB".utf8) + [1, 0, 0, 0, 7]
    #expect(problem(array + Array("tR.".utf8)).contains("holds an array of NumPy, int8 []"))
    #expect(problem([]).hasPrefix("x.state: is empty"))
    #expect(problem(PickleWriter.pickle(.list([]))).contains("not a list of states"))
    #expect(problem(PickleWriter.pickle(.list([.int(1)]))).contains("element 0"))
    let state = try MazeState(level: 0, mode: .easy).bytes
    let cut = PickleWriter.pickle(.list([.bytes(state), .bytes(Array(state.dropLast()))]))
    #expect(problem(cut).contains("state 1: ends inside"))
    #expect(problem(Array("hello".utf8)).hasPrefix("x.state: "))
    #expect(problem(Array("cos\nsystem\n(S'true'\ntR.".utf8)).contains("os.system"))
  }

  @Test func filesReadBack() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("states-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let states = MazeState.vector(count: 2, mode: .memory)
    let raw = folder.appendingPathComponent("a.state").path
    let list = folder.appendingPathComponent("b.pkl").path
    try MazeStateFile.write(states[0], to: raw)
    try MazeStateFile.writePickle(states, to: list)
    #expect(try MazeStateFile.read(raw) == [states[0]])
    #expect(try MazeStateFile.read(list) == states)
    #expect(throws: FileError.self) { try MazeStateFile.read(folder.path + "/none") }
  }
}
