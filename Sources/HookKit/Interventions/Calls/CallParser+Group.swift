extension CallParser {
  static let groupKind = "group"
  private static let groupName = "named"
  private static let groupForm =
    "write group(CALL, CALL, named: NAME), for example group(zero@fc_value_out, zero@fc_policy_out, named: heads)"

  /// Reads one call, or `group(CALL, ..., named: NAME)`, and nothing after it.
  mutating func calls() throws -> (calls: [Call], group: String?) {
    guard startsGroup else { return ([try call()], nil) }
    _ = try name(Self.groupKind)
    _ = take("(")
    let (calls, name) = try members()
    try end()
    return (calls, name)
  }

  /// Whether `group(` comes next.
  var startsGroup: Bool {
    var ahead = self
    return (try? ahead.name("")) == Self.groupKind && ahead.take("(")
  }

  private mutating func members() throws -> ([Call], String) {
    var (calls, group): ([Call], String?) = ([], nil)
    repeat {
      if startsGroup { throw fault("groups cannot stand in groups", try: Self.groupForm) }
      guard let name = try groupName() else {
        calls.append(try member())
        continue
      }
      guard group == nil else { throw fault("the group has two names", try: Self.groupForm) }
      group = name
    } while take(",")
    guard take(")") else { throw fault("expected , or )", try: Self.groupForm) }
    guard !calls.isEmpty else { throw fault("the group has no edits", try: Self.groupForm) }
    guard let group else { throw fault("the group has no name", try: Self.groupForm) }
    return (calls, group)
  }

  /// Reads `named: NAME` if it comes next.
  private mutating func groupName() throws -> String? {
    var ahead = self
    guard (try? ahead.name("")) == Self.groupName, ahead.take(":") else { return nil }
    guard case .text(let name) = try ahead.value(depth: 0), !name.isEmpty else {
      throw ahead.fault("a group's name is text", try: "put it in quotes: named: \"1\"")
    }
    self = ahead
    return name
  }
}
