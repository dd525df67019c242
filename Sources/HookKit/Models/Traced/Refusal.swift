/// Why one operation cannot be made of modules.
struct Refusal: Error {
  let problem: String
  init(_ problem: String) { self.problem = problem }

  /// An operator without a rule.
  init(noRuleFor name: String) {
    let cells = ["gru": "nn.GRUCell", "lstm": "nn.LSTMCell"]
    let cell = name.lowercased().split(separator: ".").lazy.compactMap { cells[String($0)] }.first
    self.init(
      cell.map {
        "it goes through a sequence, and HookKit computes one step at a time: "
          + "use \($0), and let forward take its state and return the next one"
      } ?? "HookKit has no such operator")
  }
}
