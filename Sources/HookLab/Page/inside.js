// Inside the network: its sites as a tree, the channels of one, a channel large, and which squares a cell sees.

import { drawCells, scaleGradient } from "./board.js";
import { isWall, margin } from "./maze.js";
import { element, setAttribute, setText } from "./elements.js";
import { Presums } from "./presums.js";

// The part of the picture that a cell depends on, 0 to 1 from the left and the top.
export function fieldOfCell(field, line, column) {
  const [height, width] = [field.lines, field.columns].map((ranges) => Math.max(...ranges.map((range) => range[1])));
  const [[y0, y1], [x0, x1]] = [field.lines[line], field.columns[column]];
  return { x0: x0 / width, x1: x1 / width, y0: y0 / height, y1: y1 / height };
}

// The open squares of a maze that lie in a part of the picture, at least by half.
export function squaresIn(maze, part) {
  const found = [];
  for (let row = 0; row < maze.size; row++) {
    for (let column = 0; column < maze.size; column++) {
      const [x, y] = [(column + margin(maze) + 0.5) / maze.world, 1 - (row + margin(maze) + 0.5) / maze.world];
      if (!isWall(maze, row, column) && x >= part.x0 && x <= part.x1 && y >= part.y0 && y <= part.y1) found.push({ row, column });
    }
  }
  return found;
}

// The cells of a site whose receptive field holds the centre of a square: which of `height` lines and `width` columns.
export function cellsThatSee(field, shape, maze, row, column) {
  const [x, y] = [(column + margin(maze) + 0.5) / maze.world, 1 - (row + margin(maze) + 0.5) / maze.world];
  const cells = [];
  for (let line = 0; line < shape[1]; line++) {
    for (let place = 0; place < shape[2]; place++) {
      const part = fieldOfCell(field, line, place);
      if (x >= part.x0 && x <= part.x1 && y >= part.y0 && y <= part.y1) cells.push({ line, column: place });
    }
  }
  return cells;
}

// How the channels of an answer are to be shown: sizes, changes, effects, by channel.
export function channelNumbers(answer, effects) {
  const [count, cells] = planes(answer.shape);
  const sizes = [], changes = [];
  for (let channel = 0; channel < count; channel++) {
    let [size, change] = [0, 0];
    for (let cell = channel * cells; cell < (channel + 1) * cells; cell++) {
      size += answer.patched[cell] ** 2;
      change += (answer.patched[cell] - answer.original[cell]) ** 2;
    }
    sizes.push(Math.sqrt(size / cells));
    changes.push(Math.sqrt(change / cells));
  }
  return { number: sizes.map((_, channel) => channel), size: sizes, change: changes, effect: effects || [] };
}

function planes(shape) { return shape.length === 3 ? [shape[0], shape[1] * shape[2]] : [1, shape[0]]; }

function frameOf(shape) {
  if (shape.length === 3) return [shape[1], shape[2]];
  const width = Math.min(shape[0], 64);
  return [Math.ceil(shape[0] / width), width];
}

export class Inside {
  // `context`: the store, the link, the sites, and what the page does with cells that are pointed at.
  constructor(root, context) {
    Object.assign(this, { root, context, answer: null, effects: null, cell: null });
    this.tree = root.querySelector("#site-tree");
    this.grid = root.querySelector("#channels");
    this.large = root.querySelector("#channel-large");
    this.text = root.querySelector("#cell-text");
    root.querySelector("#channel-sort").onchange = (event) => this.sort(event.target.value);
    root.querySelector("#channel-side").onchange = (event) => this.context.view({ side: event.target.value });
    root.querySelector("#channel-over").onchange = (event) => this.context.view({ over: event.target.checked });
    root.querySelector("#channel-use").onclick = () => this.context.useChannel(this.view.channel);
    this.large.addEventListener("pointermove", (event) => this.hover(event));
    this.large.addEventListener("pointerleave", () => { if (!this.isPinned) this.point(null); });
    this.large.addEventListener("click", () => { this.isPinned = !this.isPinned && Boolean(this.cell); this.say(); });
    this.large.addEventListener("keydown", (event) => this.moveCell(event));
    this.grid.addEventListener("keydown", (event) => this.scrub(event));
    this.presums = new Presums(root.querySelector("#presums"), context, () => this.cell);
    // What lies outside the window is neither asked for nor drawn.
    this.isInView = true;
    new IntersectionObserver((entries) => this.viewed(entries[entries.length - 1].isIntersecting)).observe(root);
    this.colorLegend();
  }

  // Whether the values of a site are of use.
  get isSeen() { return this.isInView && !this.root.hidden; }
  get wantsPresums() { return this.isSeen && this.presums.isOpen && Boolean(this.site?.presums); }

  viewed(isInView) {
    this.isInView = isInView;
    if (!this.isSeen) return;
    for (const kind of ["site", "presums"]) this.context.askFor(kind);
    this.show();
  }

  colorLegend() {
    this.root.querySelector(".legend-signed").style.background = scaleGradient(true);
    document.querySelector(".legend-change").style.background = scaleGradient(false);
  }

  get view() { return this.context.store.state.view; }
  get site() { return this.context.sites().find((site) => site.name === this.view.site); }

  // The tree: modules by the parts of their names.
  showTree() {
    const groups = new Map();
    for (const site of this.context.sites()) {
      const name = site.name.split(".").slice(0, -1).join(".") || "network";
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(site);
    }
    this.tree.replaceChildren(...[...groups].map(([name, sites]) => {
      const block = element("details", { open: sites.some((site) => site.name === this.view.site) }, [
        element("summary", { textContent: name }),
        element("ul", {}, sites.map((site) => element("li", {}, [this.siteButton(site)]))),
      ]);
      return block;
    }));
  }

  siteButton(site) {
    const made = element("button", { type: "button", className: "site mono", title: site.module, onclick: () => this.choose(site.name) }, [
      element("span", { textContent: site.name.split(".").pop() }),
      element("small", { textContent: site.shape.join("×") }),
    ]);
    made.dataset.site = site.name;
    if (site.name === this.view.site) made.setAttribute("aria-current", "true");
    return made;
  }

  choose(name) {
    this.effects = null;
    this.context.view({ site: name, channel: 0, sort: this.view.sort === "effect" ? "number" : this.view.sort });
    for (const button of this.tree.querySelectorAll(".site")) {
      button.toggleAttribute("aria-current", button.dataset.site === name);
      if (button.dataset.site === name) button.setAttribute("aria-current", "true");
    }
  }

  sort(order) {
    this.context.view({ sort: order });
    if (order === "effect") this.context.askEffects(); else this.context.forgetEffects();
    this.show();
  }

  showAnswer(answer) {
    if (answer.faults) { this.text.textContent = answer.faults.map((fault) => fault.text).join("\n"); return; }
    if (this.answer && this.answer.site !== answer.site) this.cell = null;
    this.answer = answer;
    this.show();
  }

  showPresums(answer) {
    this.presums.take(answer);
    this.show();
  }

  showEffects(answer) {
    const place = this.root.querySelector("#effect-progress");
    if (answer.faults) { place.textContent = answer.faults.map((fault) => fault.text).join("\n"); return; }
    if (answer.site !== this.view.site) return;
    this.effects = answer.effects;
    place.textContent = answer.effects.length < answer.total ? `zeroing channels: ${answer.effects.length} of ${answer.total}` : "";
    this.show();
  }

  values(channel, side = this.view.side) {
    const [, cells] = planes(this.answer.shape);
    const range = [channel * cells, (channel + 1) * cells];
    if (side === "original") return this.answer.original.subarray(...range);
    if (side === "patched") return this.answer.patched.subarray(...range);
    const first = this.answer.original.subarray(...range);
    return this.answer.patched.subarray(...range).map((value, cell) => value - first[cell]);
  }

  // One scale for all channels and both sides; the difference has its own. One value in a hundred may lie beyond it.
  scale() {
    const { original, patched } = this.answer;
    const isDifference = this.view.side === "difference";
    const sizes = new Float32Array(patched.length);
    for (let cell = 0; cell < sizes.length; cell++) {
      sizes[cell] = isDifference ? Math.abs(patched[cell] - original[cell]) : Math.max(Math.abs(patched[cell]), Math.abs(original[cell]));
    }
    sizes.sort();
    return sizes[Math.floor(0.99 * (sizes.length - 1))] || sizes[sizes.length - 1];
  }

  // Draws it with the next frame.
  show() { this.context.drawSoon(); }

  draw() {
    this.presums.show(this.site);
    if (!this.answer || !this.isSeen) return;
    const numbers = channelNumbers(this.answer, this.effects);
    const order = [...numbers.number];
    if (this.view.sort !== "number") order.sort((a, b) => (numbers[this.view.sort][b] ?? -1) - (numbers[this.view.sort][a] ?? -1) || a - b);
    this.order = order;
    const [scale, frame] = [this.scale(), frameOf(this.answer.shape)];
    setText(this.root.querySelector("#scale-text"), scale ? `±${scale.toPrecision(3)}, 99 % of the values` : "no difference");
    this.fit(order.length);
    order.forEach((channel, place) => this.showChannel(this.grid.children[place], channel, numbers, scale, frame));
    this.showLarge(scale, frame);
  }

  fit(count) {
    while (this.grid.children.length > count) this.grid.lastChild.remove();
    while (this.grid.children.length < count) {
      const made = element("button", { type: "button", className: "channel" }, [document.createElement("canvas"), element("span")]);
      made.onclick = () => this.context.view({ channel: Number(made.dataset.channel) });
      this.grid.append(made);
    }
  }

  showChannel(button, channel, numbers, scale, frame) {
    drawCells(button.firstChild, this.values(channel), frame, scale);
    const key = this.view.sort === "number" ? "size" : this.view.sort;
    const number = numbers[key][channel];
    const label = `channel ${channel}, ${key} ${number === undefined ? "unknown" : number.toPrecision(3)}`;
    setText(button.lastChild, this.answer.shape.length === 3 ? `${channel}` : "all");
    const attributes = { "data-channel": `${channel}`, "aria-label": label, title: label, "aria-pressed": `${channel === this.view.channel}` };
    for (const [name, value] of Object.entries(attributes)) setAttribute(button, name, value);
  }

  showLarge(scale, frame) {
    const channel = Math.min(this.view.channel, planes(this.answer.shape)[0] - 1);
    const values = this.values(channel);
    drawCells(this.large, values, frame, scale);
    setText(this.root.querySelector("#channel-name"), `${this.answer.site} [${channel}]`);
    const isMap = Boolean(this.site?.field) && this.answer.shape.length === 3;
    this.context.showOver(this.view.over && isMap ? { shape: frame, values, scale } : null);
    this.say();
  }

  hover(event) {
    if (!this.answer || this.isPinned) return;
    const box = this.large.getBoundingClientRect();
    const [height, width] = frameOf(this.answer.shape);
    this.point({
      line: Math.min(height - 1, Math.max(0, Math.floor((event.clientY - box.top) / box.height * height))),
      column: Math.min(width - 1, Math.max(0, Math.floor((event.clientX - box.left) / box.width * width))),
    });
  }

  moveCell(event) {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!step || !this.answer) return;
    event.preventDefault();
    const [height, width] = frameOf(this.answer.shape);
    const cell = this.cell || { line: 0, column: 0 };
    this.point({
      line: Math.min(height - 1, Math.max(0, cell.line + step[0])), column: Math.min(width - 1, Math.max(0, cell.column + step[1])),
    });
  }

  // Keys go through the channels in the order in which they are shown.
  scrub(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || !this.order) return;
    event.preventDefault();
    const place = this.order.indexOf(this.view.channel) + step;
    if (place < 0 || place >= this.order.length) return;
    this.context.view({ channel: this.order[place] });
    this.grid.children[place].focus();
  }

  // Points at a cell: its receptive field and squares are drawn on the maze.
  point(cell) {
    this.cell = cell;
    const field = this.site?.field;
    if (!cell || !field || this.answer.shape.length !== 3) this.context.pointAt(null);
    else {
      const part = fieldOfCell(field, cell.line, cell.column);
      this.context.pointAt(part, squaresIn(this.context.maze(), part));
    }
    this.presums.show(this.site);
    this.say();
  }

  // Points at the cells that see a square.
  seeing(row, column) {
    const site = this.site;
    if (!site?.field || site.shape.length !== 3) return;
    const cells = cellsThatSee(site.field, site.shape, this.context.maze(), row, column);
    this.text.textContent = `${cells.length} cells of ${site.shape[1]}×${site.shape[2]} see square (${row}, ${column})`;
    this.markCells(cells);
  }

  markCells(cells) {
    if (!this.answer) return;
    const pen = this.large.getContext("2d");
    this.showLarge(this.scale(), frameOf(this.answer.shape));
    pen.fillStyle = "rgba(128, 128, 128, 0.45)";
    const seen = new Set(cells.map((cell) => `${cell.line},${cell.column}`));
    const [height, width] = frameOf(this.answer.shape);
    for (let line = 0; line < height; line++) {
      for (let column = 0; column < width; column++) if (!seen.has(`${line},${column}`)) pen.fillRect(column, line, 1, 1);
    }
    this.text.textContent = `${cells.length} of ${height * width} cells see that square; the others are grey`;
  }

  say() {
    if (!this.answer || !this.cell) {
      const [line, column] = this.answer?.square || [0, 0];
      const first = margin(this.context.maze());
      setText(this.text, `mouse at (${line - first}, ${column - first}); point at a cell to see what it sees`);
      return;
    }
    const [height, width] = frameOf(this.answer.shape);
    if (this.cell.line >= height || this.cell.column >= width) return;
    const place = this.cell.line * width + this.cell.column;
    const [before, after] = ["original", "patched"].map((side) => this.values(this.view.channel, side)[place]);
    if (before === undefined) return;
    const part = this.site?.field && this.answer.shape.length === 3 ? fieldOfCell(this.site.field, this.cell.line, this.cell.column) : null;
    const squares = part ? `; sees ${squaresIn(this.context.maze(), part).length} open squares` : `; ${this.site?.placeless ? `without a place of its own: ${this.site.placeless}` : "sees all of the picture"}`;
    this.text.textContent = `cell (${this.cell.line}, ${this.cell.column}): original ${before.toPrecision(4)}, patched ${after.toPrecision(4)}`
      + `${squares}${this.isPinned ? "; held, click to let go" : ""}`;
  }
}
