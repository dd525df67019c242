// How long it takes from a change to the frame that shows it.

const kept = 200, pause = 250;

// Milliseconds, or seconds where it takes long.
function timeText(value) { return value < 1000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`; }

export class Latency {
  constructor(place) { Object.assign(this, { place, values: [], timer: null }); }

  // Takes one more; what it says changes some times a second, so that it can be read.
  note(elapsed, computed) {
    this.values.push(elapsed);
    if (this.values.length > kept) this.values.shift();
    this.last = { elapsed, computed };
    this.timer ??= setTimeout(() => { this.timer = null; this.show(); }, pause);
  }

  show() {
    const sorted = [...this.values].sort((a, b) => a - b);
    const part = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    this.place.textContent = `${timeText(this.last.elapsed)} · median ${timeText(part(0.5))} · 95 % ${timeText(part(0.95))}`;
    this.place.title = "From a change to the frame that shows its field; of the last one the engine took "
      + `${this.last.computed?.toFixed(1) ?? "-"} ms. Median and 95 % of the last ${this.values.length}.`;
  }
}
