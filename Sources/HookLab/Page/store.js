// What the page shows, as a value: the address holds all of it, and undo goes back to any of it.

const keptSteps = 500;

export class Store {
  constructor(state) {
    this.state = state;
    this.listeners = [];
    this.past = [];
    this.future = [];
    this.group = null;
  }

  onChange(listener) { this.listeners.push(listener); }

  // Takes on some values. With `undoable` the state before can be come back to; changes within a group are one step.
  set(values, undoable = false) {
    const before = this.state;
    this.state = { ...before, ...values };
    if (undoable) {
      if (this.group === null || this.group === false) this.past.push(before);
      if (this.group === false) this.group = true;
      if (this.past.length > keptSteps) this.past.shift();
      this.future = [];
    }
    this.tell(before);
  }

  tell(before) { for (const listener of this.listeners) listener(this.state, before); }

  // From here to `endGroup` all changes are one step of undo.
  beginGroup() { this.group = false; }
  endGroup() { this.group = null; }

  undo() { this.move(this.past, this.future); }
  redo() { this.move(this.future, this.past); }

  move(from, to) {
    const next = from.pop();
    if (!next) return;
    const before = this.state;
    to.push(before);
    // What is looked at stays; what is looked at of it changes.
    this.state = { ...next, view: before.view };
    this.tell(before);
  }
}

// The state as the address holds it: JSON in base64 without characters that addresses dislike.
export function fragmentOf(state) {
  const bytes = new TextEncoder().encode(JSON.stringify(state));
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// The state of an address; null for what is none.
export function stateOf(fragment) {
  try {
    const text = atob(fragment.replace(/^#/, "").replaceAll("-", "+").replaceAll("_", "/"));
    const state = JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (letter) => letter.charCodeAt(0))));
    return typeof state.maze === "string" && Array.isArray(state.rows) ? state : null;
  } catch { return null; }
}
