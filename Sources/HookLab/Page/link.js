// Questions and answers: over a socket, or out of the page itself where there is no server.

export function decodeAnswer(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const answer = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const start = 4 + length;
  return arranged(answer, (offset, count) => new Float32Array(buffer, start + 4 * offset, count), () => {
    const bytes = new Uint8Array(buffer);
    return bytes.slice(bytes.length - answer.file);
  });
}

function arranged(answer, floats, file) {
  for (const [name, [offset, count]] of Object.entries(answer.arrays)) answer[name] = floats(offset, count);
  if (answer.file) answer.file = file();
  return answer;
}

class Listeners {
  constructor() { this.byKind = {}; }
  on(kind, listener) { (this.byKind[kind] ||= []).push(listener); }
  tell(answer) {
    for (const listener of this.byKind[answer.kind || "fault"] || []) listener(answer);
  }
}

// A socket to the server; it is opened again when it closes.
export class SocketLink extends Listeners {
  constructor() {
    super();
    this.isLive = true;
    this.number = 0;
    this.asked = {};
    this.open();
  }

  open() {
    const place = new URL("socket", location.href.replace(/#.*/, ""));
    place.protocol = "ws:";
    this.socket = new WebSocket(place);
    this.socket.binaryType = "arraybuffer";
    this.socket.onmessage = (event) => this.take(decodeAnswer(event.data));
    this.socket.onclose = () => {
      this.tell({ kind: "closed" });
      setTimeout(() => this.open(), 1000);
    };
  }

  // The newest question of each kind counts: answers to older ones are passed over.
  take(answer) {
    if (answer.id !== undefined) {
      const asked = this.asked[answer.kind];
      if (!asked || asked.id !== answer.id) return;
      Object.assign(answer, { since: asked.since, first: asked.first });
    }
    this.tell(answer);
  }

  // Whether it could be asked; `times` say when the last change that it is about was made, and when the first.
  ask(kind, question, times = {}) {
    if (this.socket.readyState !== WebSocket.OPEN) return false;
    const id = ++this.number;
    this.asked[kind] = { id, ...times };
    this.socket.send(JSON.stringify({ id, kind, ...question }));
    return true;
  }

  // Takes a question back: what is still to come of it is not wanted.
  forget(kind) { delete this.asked[kind]; }
}

// The answers that a page without a server carries.
export class StaticLink extends Listeners {
  constructor(answers) {
    super();
    this.isLive = false;
    this.answers = answers.map((answer) => {
      const bytes = Uint8Array.from(atob(answer.floats), (letter) => letter.charCodeAt(0));
      return arranged(answer, (offset, count) => new Float32Array(bytes.buffer, 4 * offset, count), () => null);
    });
  }

  get sites() { return this.answers.filter((answer) => answer.kind === "site").map((answer) => answer.site); }

  begin() { this.tell(this.answers[0]); }

  ask(kind, question, times = {}) {
    const answer = this.answers.find((one) => one.kind === kind && (kind !== "site" || one.site === question.site));
    if (answer) setTimeout(() => this.tell({ ...answer, ...times }));
    return Boolean(answer);
  }

  forget() {}
}
