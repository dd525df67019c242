// What the server is asked: of each kind one question at a time, and the newest of those that wait.

// A question that is under way for longer than twice what the last one took gives way to a newer one; before, the newer one
// waits for its answer. Each that gives way makes the next wait longer: whatever the machine, the hand sees frames.
const leastPatience = 100, mostPatience = 20_000;
// While the field follows a hand, all else is asked no more often than this.
const rest = 250;

export class Questions {
  // `kinds`: for every kind its `content`, and whether it is `wanted` now; the first one goes before the others.
  // `whenDrawn`: calls back once an answer is drawn.
  constructor(link, kinds, whenDrawn) {
    Object.assign(this, { link, kinds, whenDrawn, first: Object.keys(kinds)[0] });
    this.states = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, { first: null, last: null, open: null, asked: -rest, patience: 1000, timer: null }]));
  }

  get isIdle() {
    return Object.entries(this.states).every(([kind, state]) => state.open === null && (state.first === null || !this.kinds[kind].wanted()));
  }

  // Asks with the state that this event leaves; while an answer is on its way, once it is there.
  wish(kind) {
    const state = this.states[kind];
    state.last = performance.now();
    state.first ??= state.last;
    queueMicrotask(() => this.askDue(kind));
  }

  askDue(kind) {
    const [state, now] = [this.states[kind], performance.now()];
    if (state.first === null || !this.kinds[kind].wanted()) return;
    const wait = this.wait(kind, state, now);
    if (wait > 0) { this.remind(kind, wait); return; }
    if (state.open !== null) state.patience = Math.min(2 * state.patience, mostPatience);
    const sent = this.link.ask(kind, this.kinds[kind].content(), { since: state.last, first: state.first });
    state.open = sent ? now : null;
    Object.assign(state, { first: null, last: null, asked: now });
  }

  // How long the next question of a kind has to wait yet.
  wait(kind, state, now) {
    if (state.open !== null) return state.patience - (now - state.open);
    if (kind === this.first) return 0;
    const field = this.states[this.first];
    return field.open !== null || field.first !== null ? rest - (now - state.asked) : 0;
  }

  // Looks again later; one reminder of a kind at a time.
  remind(kind, milliseconds) {
    const state = this.states[kind];
    state.timer ??= setTimeout(() => {
      state.timer = null;
      this.askDue(kind);
    }, milliseconds + 1);
  }

  // An answer has come: what waits is asked; all but the first kind when the answer is drawn, so that no other work delays that.
  answered(kind) {
    const state = this.states[kind];
    if (state.open !== null) state.patience = Math.max(leastPatience, 2 * (performance.now() - state.open));
    state.open = null;
    this.askDue(this.first);
    this.whenDrawn(() => { for (const one of Object.keys(this.states)) this.askDue(one); });
  }

  // No answers will come to what is under way.
  forget() { for (const state of Object.values(this.states)) state.open = null; }
}
