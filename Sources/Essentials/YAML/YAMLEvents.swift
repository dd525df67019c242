private import CYaml

/// What libyaml's parser finds in a text, one event after the other.
enum YAMLEvent {
  /// `isPlain`: written without quotes, so that it may be a number or a truth.
  case scalar(String, isPlain: Bool)
  case listStart, listEnd
  case recordStart, recordEnd
}

/// Reads the events of the one document in a YAML text.
///
/// What can grow beyond the text (anchors and aliases), nests deeply or changes what a value means (tags) is
/// refused at its event, before anything is built from it.
enum YAMLEvents {
  /// Plans need less than this by far; what is nested deeper was made to do harm.
  private static let deepest = 64
  /// More values than any plan or sweep has.
  private static let most = 1_000_000

  /// - Throws: ``DocumentError``.
  static func read(_ yaml: String) throws -> [YAMLEvent] {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { throw DocumentError("there is too little memory") }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    let bytes = Array(PlainText.withoutMark(yaml).utf8)
    return try bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      return try events(&parser)
    }
  }

  private static func events(_ parser: inout yaml_parser_t) throws -> [YAMLEvent] {
    var events: [YAMLEvent] = []
    var (depth, documents) = (0, 0)
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(&parser, &event) == 1 else { throw fault(parser) }
      defer { yaml_event_delete(&event) }
      switch event.type {
      case YAML_STREAM_END_EVENT: return events
      case YAML_DOCUMENT_START_EVENT:
        documents += 1
        guard documents == 1 else { throw DocumentError("it holds several documents (---); keep one") }
      default: break
      }
      guard let found = try YAMLEvent(event) else { continue }
      switch found {
      case .listStart, .recordStart: depth += 1
      case .listEnd, .recordEnd: depth -= 1
      case .scalar: break
      }
      guard depth < deepest else { throw DocumentError("it is nested too deeply") }
      guard events.count < most else { throw DocumentError("it holds more than \(most) values") }
      events.append(found)
    }
  }

  private static func fault(_ parser: yaml_parser_t) -> DocumentError {
    let problem = parser.problem.map { String(cString: $0) } ?? "it is no YAML"
    return DocumentError("line \(parser.problem_mark.line + 1): \(problem)")
  }
}

extension YAMLEvent {
  /// Nil for events that say nothing of the values.
  fileprivate init?(_ event: yaml_event_t) throws {
    let line = event.start_mark.line + 1
    switch event.type {
    case YAML_ALIAS_EVENT: throw Self.anchors(line)
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      if scalar.anchor != nil { throw Self.anchors(line) }
      let isText = try Self.tag(scalar.tag, knows: ["!", "tag:yaml.org,2002:str"], line)
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw DocumentError("line \(line): a text is not UTF-8")
      }
      self = .scalar(text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE && !isText)
    case YAML_SEQUENCE_START_EVENT:
      if event.data.sequence_start.anchor != nil { throw Self.anchors(line) }
      _ = try Self.tag(event.data.sequence_start.tag, knows: ["tag:yaml.org,2002:seq"], line)
      self = .listStart
    case YAML_MAPPING_START_EVENT:
      if event.data.mapping_start.anchor != nil { throw Self.anchors(line) }
      _ = try Self.tag(event.data.mapping_start.tag, knows: ["tag:yaml.org,2002:map"], line)
      self = .recordStart
    case YAML_SEQUENCE_END_EVENT: self = .listEnd
    case YAML_MAPPING_END_EVENT: self = .recordEnd
    default: return nil
    }
  }

  /// Whether there is a tag; throws for one that is not among the `known`.
  private static func tag(_ tag: UnsafeMutablePointer<yaml_char_t>?, knows known: [String], _ line: Int) throws -> Bool
  {
    guard let tag else { return false }
    let name = String(cString: tag)
    guard known.contains(name) else {
      throw DocumentError("line \(line): it uses YAML's tag \"\(name)\", which means nothing here; leave it out")
    }
    return true
  }

  private static func anchors(_ line: Int) -> DocumentError {
    DocumentError(
      "line \(line): it uses YAML's anchors (&name) or aliases (*name), which are not read; write the values "
        + "out, or quote the text")
  }
}

extension JSONValue {
  /// The value that the events of a document spell.
  init(_ events: [YAMLEvent]) throws {
    var rest = events[...]
    self = try rest.isEmpty ? .null : Self(next: &rest)
  }

  private init(next rest: inout ArraySlice<YAMLEvent>) throws {
    switch rest.popFirst() {
    case .scalar(let text, let isPlain)?: self = isPlain ? Self(plain: text) : .string(text)
    case .listStart?:
      var list: [JSONValue] = []
      while let event = rest.first {
        if case .listEnd = event { break }
        list.append(try Self(next: &rest))
      }
      rest.removeFirst()
      self = .array(list)
    case .recordStart?:
      var record: [Member] = []
      var keys: Set<String> = []
      while case .scalar(let key, _)? = rest.first {
        rest.removeFirst()
        guard keys.insert(key).inserted else { throw DocumentError("the key \"\(key)\" is given twice") }
        record.append(Member(key, try Self(next: &rest)))
      }
      guard case .recordEnd? = rest.popFirst() else { throw DocumentError("a key is not a word") }
      self = .object(record)
    default: throw DocumentError("it is no YAML")
    }
  }
}
