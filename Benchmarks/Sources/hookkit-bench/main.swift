import Foundation
import HookKit

// Reads requests from standard input, one a line, and answers each with one line. See README.md.

do {
  var bench = try Workbench()
  let (decoder, encoder) = (JSONDecoder(), JSONEncoder())
  while let line = readLine() {
    let reply: Reply
    do {
      reply = try bench.measure(decoder.decode(Request.self, from: Data(line.utf8)))
    } catch {
      reply = Reply(error: "\(error)")
    }
    try FileHandle.standardOutput.write(contentsOf: encoder.encode(reply) + Data("\n".utf8))
  }
} catch {
  print("{\"error\": \"the renderer could not be made: run `make setup`\"}")
  exit(1)
}
