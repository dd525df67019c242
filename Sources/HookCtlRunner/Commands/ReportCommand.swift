import ArgumentParser
import Experiments
import HookKit
import MazeLab

/// A command that shows something: it answers with a report, which the program prints, and writes in every format.
public protocol ReportCommand: HookCtlCommand {
  /// What its files can be.
  associatedtype Output: OutputKind

  /// Where the report goes.
  var output: OutputOptions<Output> { get }

  /// The names of the files to write; by default all that the options say.
  var out: [String] { get }

  /// Whether there are several pictures, which a file of one does not hold.
  static var drawsSeveralPictures: Bool { get }

  /// Does the work; nothing is printed but progress and messages.
  func answer(in program: Program) throws -> Answer
}

extension ReportCommand {
  public static var drawsSeveralPictures: Bool { false }
  public var out: [String] { output.out }

  /// What the command writes.
  static var formats: [OutputFormat] { Output.formats.filter { !drawsSeveralPictures || !$0.isPicture } }

  /// Checks where the report goes, does the work, then writes and prints.
  public func run(in program: Program) throws {
    let files = try OutputFile.checked(
      out, Output.formats, usual: Output.usual, hasSeveralPictures: Self.drawsSeveralPictures)
    let answer = try answer(in: program)
    try program.deliver(answer, to: files, asJSON: output.json)
  }
}

extension Program {
  /// Writes and prints what a command answers: all files or none.
  fileprivate func deliver(_ answer: Answer, to files: [OutputFile], asJSON: Bool) throws {
    let report = answer.report
    if !files.isEmpty { console.progress("drawing") }
    var contents: [FileOutput.Contents] = []
    for file in files where try !report.write(file.format, to: file.path) { contents += try file.contents(of: report) }
    try FileOutput.write(contents + answer.files)
    console.endProgress()
    noteWritten(files, contents, answer.files)
    if answer.isPrinted { try print(report, isWritten: !files.isEmpty, asJSON: asJSON) }
    for note in answer.notes { console.note(note) }
    if let failure = answer.failure { throw AnsweredFailure(failure: failure) }
  }

  /// Says which files are there now, in the order in which they were asked for.
  private func noteWritten(
    _ files: [OutputFile], _ contents: [FileOutput.Contents], _ others: [FileOutput.Contents]
  ) {
    let paths = files.flatMap { file in
      file.format == .folder ? contents.map(\.path).filter { $0.hasPrefix("\(file.path)/") } : file.paths
    }
    console.noteWritten(paths + others.map(\.path))
  }

  private func print(_ report: any Report, isWritten: Bool, asJSON: Bool) throws {
    let options = TerminalField.Options(
      isASCII: console.isASCII, usesColor: console.usesColor, width: console.width)
    try console.print(try asJSON ? report.printedJSON : report.printed(options, isWritten: isWritten))
  }
}

/// A failure of a command that has an answer, whose files stay.
struct AnsweredFailure: Error {
  let failure: any Error
}
