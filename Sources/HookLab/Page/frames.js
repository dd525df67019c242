// What has to be drawn anew is drawn once, with the next frame, however often it was asked for.

export class Frames {
  // `parts`: what draws each of them, in the order in which they are drawn.
  constructor(parts) { Object.assign(this, { parts, wanted: new Set(), handle: null, waiting: [] }); }

  get isIdle() { return this.handle === null; }

  ask(...names) {
    for (const name of names) this.wanted.add(name);
    this.handle ??= requestAnimationFrame(() => this.draw());
  }

  // Calls back once what has been asked for is painted.
  whenDrawn(action) {
    this.waiting.push(action);
    this.ask();
  }

  draw() {
    for (const [name, part] of Object.entries(this.parts)) if (this.wanted.delete(name)) part();
    const waiting = this.waiting.splice(0);
    if (waiting.length) afterPainting(() => waiting.forEach((action) => action()));
    this.handle = this.wanted.size ? requestAnimationFrame(() => this.draw()) : null;
  }
}

// A message that is sent while a frame is made arrives when the page has been laid out and painted.
function afterPainting(action) {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => { channel.port1.close(); action(); };
  channel.port2.postMessage(null);
}
