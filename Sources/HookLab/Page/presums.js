// What adds up to a channel: what each input channel of the layer that makes it adds, most first.

import { drawCells } from "./board.js";
import { element, setText } from "./elements.js";

const shown = 12;

export class Presums {
  // `cell`: the cell that is pointed at; null where none is.
  constructor(root, context, cell) {
    Object.assign(this, { root, context, cell, answer: null });
    this.list = root.querySelector("ol");
    this.text = root.querySelector("p");
    root.ontoggle = () => { if (root.open) context.askFor("presums"); };
  }

  get isOpen() { return this.root.open; }

  take(answer) {
    this.answer = answer.faults ? null : answer;
    setText(this.text, (answer.faults || []).map((fault) => fault.text).join("\n"));
    if (answer.faults) this.list.replaceChildren();
  }

  // The values of an input channel: a map of cells, or one number.
  part(channel, side) {
    const size = this.answer.shape.slice(1).reduce((product, count) => product * count, 1);
    return this.answer[side].subarray(channel * size, (channel + 1) * size);
  }

  // What a channel adds to the cell that is pointed at; without one, to all of them: the root of the mean square.
  amount(channel, side) {
    const part = this.part(channel, side);
    const cell = this.cell();
    if (part.length === 1) return part[0];
    if (cell) return part[cell.line * this.answer.shape[2] + cell.column] ?? 0;
    return Math.sqrt(part.reduce((sum, value) => sum + value * value, 0) / part.length);
  }

  show(site) {
    this.root.hidden = !site?.presums || !this.context.link.isLive;
    const { answer } = this;
    const { view } = this.context.store.state;
    if (this.root.hidden || !this.isOpen || !answer || answer.site !== site.name || answer.channel !== view.channel) return;
    const side = view.side === "original" ? "original" : "patched";
    const amounts = Array.from({ length: answer.shape[0] }, (_, channel) => this.amount(channel, side));
    const order = amounts.map((_, channel) => channel).sort((a, b) => Math.abs(amounts[b]) - Math.abs(amounts[a]) || a - b).slice(0, shown);
    const most = Math.abs(amounts[order[0]]) || 1;
    const scale = Math.max(...order.map((channel) => this.part(channel, side).reduce((largest, value) => Math.max(largest, Math.abs(value)), 0))) || 1;
    while (this.list.children.length < order.length) this.list.append(this.line());
    while (this.list.children.length > order.length) this.list.lastChild.remove();
    order.forEach((channel, place) => this.showLine(this.list.children[place], channel, amounts[channel], most, scale, side));
    this.sayWhat(amounts, side);
  }

  line() {
    return element("li", {}, [document.createElement("canvas"), element("span"), element("i"), element("output")]);
  }

  showLine(line, channel, amount, most, scale, side) {
    const [picture, name, bar, number] = line.children;
    const isMap = this.answer.shape.length === 3;
    picture.hidden = !isMap;
    if (isMap) drawCells(picture, this.part(channel, side), this.answer.shape.slice(1), scale);
    setText(name, `${channel}`);
    bar.className = amount < 0 ? "less" : "more";
    bar.style.transform = `scaleX(${Math.abs(amount) / most})`;
    setText(number, amount.toPrecision(3));
  }

  // What the numbers are, and what they add up to.
  sayWhat(amounts, side) {
    const cell = this.cell();
    const isCell = Boolean(cell) || this.answer.shape.length === 1;
    const sum = amounts.reduce((total, amount) => total + amount, 0);
    const rest = this.answer.shape[0] > shown ? `; the ${shown} largest of ${this.answer.shape[0]}` : "";
    setText(this.text, isCell
      ? `What each channel of ${this.answer.reads} adds${cell ? ` to cell (${cell.line}, ${cell.column})` : ""}, ${side}: together ${sum.toPrecision(4)} before the bias${rest}`
      : `What each channel of ${this.answer.reads} adds, ${side}: root of the mean square over all cells${rest}. Point at a cell for its own.`);
  }
}
