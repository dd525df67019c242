// The handle of a row, by which it is dragged to another place. Keys have the buttons beside it.

import { element } from "./elements.js";

export class RowGrip {
  // `list` has the element of all rows, and moves them.
  constructor(list, row, index) {
    Object.assign(this, { list, row, index, to: null });
    this.root = element("span", { className: "grip", textContent: "⠿", title: "Drag to another place" });
    this.root.setAttribute("aria-hidden", "true");
    this.root.addEventListener("pointerdown", (event) => this.grab(event));
    this.root.addEventListener("pointermove", (event) => { if (this.to !== null) this.drag(event.clientY); });
    this.root.addEventListener("pointerup", () => this.release(true));
    this.root.addEventListener("pointercancel", () => this.release(false));
  }

  grab(event) {
    if (event.button > 0) return;
    this.root.setPointerCapture(event.pointerId);
    this.row.classList.add("dragged");
    this.to = this.index;
  }

  // The row goes where the hand is: behind all rows whose middle is above it.
  drag(y) {
    const others = [...this.list.list.children].filter((row) => row !== this.row);
    this.to = others.filter((row) => middle(row) < y).length;
    others.forEach((row, place) => {
      row.classList.toggle("before", place === this.to && this.to !== this.index);
      row.classList.toggle("after", this.to === others.length && place === others.length - 1 && this.to !== this.index);
    });
  }

  release(isMeant) {
    if (this.to === null) return;
    const { to } = this;
    this.to = null;
    for (const row of this.list.list.children) row.classList.remove("dragged", "before", "after");
    if (isMeant) this.list.move(this.index, to);
  }
}

function middle(row) {
  const box = row.getBoundingClientRect();
  return box.top + box.height / 2;
}
