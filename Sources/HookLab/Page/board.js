// A maze with what is drawn over it: arrows, a channel, a path; and what hands do to it.

import { palette, pixelPlace, signedPixels, signedStyle } from "./colors.js";
import { cheeseOf, differingSquares, facesRight, isInside, isWall, margin, mouseOf, squareAt, worldIndex } from "./maze.js";

// The mean displacement on a square, in squares: right and up.
export function arrowOf(probabilities, place) {
  const [left, down, up, right] = probabilities.slice(5 * place, 5 * place + 4);
  return [right - left, up - down];
}

// Half the summed magnitudes of the five changes on a square, 0 to 1.
export function variationOf(first, second, place) {
  let sum = 0;
  for (let group = 0; group < 5; group++) sum += Math.abs(first[5 * place + group] - second[5 * place + group]);
  return sum / 2;
}

// A hand changes few squares between two frames; of more all is drawn.
const mostSquares = 16;

export class Board {
  // `hands` has what the board does when it is used: paint, carry, hover, cursor, key.
  constructor(canvas, side, hands) {
    Object.assign(this, { canvas, side, hands, scene: null, width: 0 });
    this.pen = canvas.getContext("2d", { alpha: false });
    // Asking an element for its size makes the browser lay out the page: it is told instead.
    new ResizeObserver(([entry]) => { this.width = entry.contentRect.width; this.draw(); }).observe(canvas);
    if (hands) this.listen();
  }

  // The maze, and what is shown on it; drawn at once. Where only some squares of the maze are others, only these.
  show(scene) {
    const before = this.scene;
    const isOnlyMaze = before && Object.keys(scene).every((name) => name === "maze" || scene[name] === before[name]);
    const squares = isOnlyMaze ? differingSquares(before.maze, scene.maze) : [];
    this.scene = scene;
    this.draw(squares.length > 0 && squares.length <= mostSquares ? squares : null);
  }

  corner(row, column) { return [(column + 1) * this.unit, (this.scene.maze.size - row) * this.unit]; }

  squareUnder(event) {
    const box = this.canvas.getBoundingClientRect();
    const unit = box.width / (this.scene.maze.size + 2);
    return {
      row: this.scene.maze.size - Math.floor((event.clientY - box.top) / unit),
      column: Math.floor((event.clientX - box.left) / unit) - 1,
    };
  }

  // Draws everything, or what is on these squares.
  draw(squares = null) {
    const { width, pen } = this;
    if (!this.scene || !width) return;
    const pixels = Math.round(width * (window.devicePixelRatio || 1));
    if (this.canvas.width !== pixels) {
      this.canvas.width = this.canvas.height = pixels;
      squares = null;
    }
    // Squares are `unit` wide; a rim of wall is around the maze.
    this.unit = width / (this.scene.maze.size + 2);
    this.ratio = pixels / width;
    pen.save();
    pen.setTransform(pixels / width, 0, 0, pixels / width, 0, 0);
    if (squares) this.clip(squares);
    const places = this.scene.field && !this.scene.channel ? this.placesOf(squares) : [];
    this.drawGround(places);
    if (this.scene.channel) this.drawChannel(); else this.drawField(places);
    this.drawMarks();
    if (this.scene.path) this.drawPath();
    this.drawOverlay();
    pen.restore();
  }

  clip(squares) {
    this.pen.beginPath();
    for (const { row, column } of squares) this.pen.rect(...this.box(row, column, 1));
    this.pen.clip();
  }

  // Open squares, all or some, with the places of their numbers in the field.
  placesOf(squares) {
    const { field, maze } = this.scene;
    const found = [];
    const add = (row, column, place) => {
      if (place !== undefined && isInside(maze, row, column) && !isWall(maze, row, column)) found.push({ row, column, place });
    };
    if (squares) for (const { row, column } of squares) add(row, column, field.places.get(worldIndex(maze, row, column)));
    else {
      for (const [index, place] of field.places) {
        const { row, column } = squareAt(maze, index);
        add(row, column, place);
      }
    }
    return found;
  }

  drawGround(places) {
    const { pen, scene: { maze } } = this;
    const colors = palette();
    pen.fillStyle = colors.wall;
    pen.fillRect(0, 0, this.width, this.width);
    pen.fillStyle = colors.floor;
    for (let row = 0; row < maze.size; row++) this.drawFloor(row);
    if (this.side !== "change") return;
    for (const { row, column, place } of places) {
      pen.fillStyle = this.shade(place);
      pen.fillRect(...this.box(row, column, 1));
    }
  }

  // So many squares side by side, with their edges on whole pixels: no seams between them.
  box(row, column, count) {
    const snapped = (value) => Math.round(value * this.ratio) / this.ratio;
    const [x, y] = this.corner(row, column);
    const [left, top] = [snapped(x), snapped(y)];
    return [left, top, snapped(x + count * this.unit) - left, snapped(y + this.unit) - top];
  }

  // The open squares of a row, those side by side at once.
  drawFloor(row) {
    const { pen, scene: { maze } } = this;
    for (let column = 0; column < maze.size; column++) {
      if (isWall(maze, row, column)) continue;
      const first = column;
      while (column + 1 < maze.size && !isWall(maze, row, column + 1)) column++;
      pen.fillRect(...this.box(row, first, column + 1 - first));
    }
  }

  // The colour of how much the probabilities of a square change.
  shade(place) {
    const { field } = this.scene;
    return signedStyle(variationOf(field.original, field.patched, place) / (field.scale || 1) * 0.9);
  }

  // The arrow of a square in this panel: right and up.
  arrow(place) {
    const { original, patched } = this.scene.field;
    if (this.side !== "change") return arrowOf(this.side === "original" ? original : patched, place);
    const [first, second] = [arrowOf(original, place), arrowOf(patched, place)];
    return [second[0] - first[0], second[1] - first[1]];
  }

  // All arrows are of one colour: they are one path.
  drawField(places) {
    const { pen } = this;
    pen.beginPath();
    for (const { row, column, place } of places) this.addArrow(row, column, this.arrow(place));
    pen.fillStyle = palette()[this.side];
    pen.fill();
  }

  // An arrow of one square's length means that the policy always goes there; a dot, that it has no direction.
  addArrow(row, column, [right, up]) {
    const { pen, unit } = this;
    const [x, y] = this.corner(row, column);
    const [cx, cy] = [x + unit / 2, y + unit / 2];
    const length = Math.hypot(right, up);
    if (length < 0.04) {
      const radius = Math.max(0.6, unit * 0.06);
      pen.moveTo(cx + radius, cy);
      pen.arc(cx, cy, radius, 0, 2 * Math.PI);
      return;
    }
    const [dx, dy] = [right / length, -up / length];
    const reach = unit * length * 0.92;
    const head = Math.min(unit * 0.36, reach * 0.6);
    const [from, neck, to, half] = [-reach / 2, reach / 2 - head, reach / 2, Math.max(0.5, unit * 0.055)];
    // So far along the arrow, and so far to its side.
    const line = (along, aside) => pen.lineTo(cx + dx * along - dy * aside, cy + dy * along + dx * aside);
    pen.moveTo(cx + dx * to, cy + dy * to);
    line(neck, head / 2);
    line(neck, half);
    line(from, half);
    line(from, -half);
    line(neck, -half);
    line(neck, -head / 2);
    pen.closePath();
  }

  // A channel over the world: every cell where its place in the picture is.
  drawChannel() {
    const { pen, scene: { maze, channel } } = this;
    const world = maze.world * this.unit;
    const [left, top] = [(1 - margin(maze)) * this.unit, (maze.size + 1 - maze.world + margin(maze)) * this.unit];
    const [height, width] = channel.shape;
    pen.save();
    pen.globalAlpha = 0.78;
    pen.beginPath();
    pen.rect(0, 0, this.width, this.width);
    pen.clip();
    for (let line = 0; line < height; line++) {
      for (let column = 0; column < width; column++) {
        pen.fillStyle = signedStyle(channel.values[line * width + column] / (channel.scale || 1));
        pen.fillRect(left + column * world / width, top + line * world / height, world / width + 0.4, world / height + 0.4);
      }
    }
    pen.restore();
  }

  drawMarks() {
    const { maze } = this.scene;
    const cheese = cheeseOf(maze);
    if (cheese) this.drawCheese(cheese);
    if (this.scene.decision) this.ring(this.scene.decision, palette().mark, 0.46);
    if (!this.scene.path) this.drawMouse(mouseOf(maze), facesRight(maze));
  }

  drawCheese({ row, column }) {
    const { pen, unit } = this;
    const [x, y] = this.corner(row, column);
    pen.fillStyle = palette().cheese;
    pen.strokeStyle = palette().ink;
    pen.lineWidth = Math.max(0.7, unit * 0.05);
    pen.beginPath();
    pen.moveTo(x + unit * 0.1, y + unit * 0.62);
    pen.lineTo(x + unit * 0.82, y + unit * 0.18);
    pen.lineTo(x + unit * 0.9, y + unit * 0.82);
    pen.lineTo(x + unit * 0.1, y + unit * 0.82);
    pen.closePath();
    pen.fill();
    pen.stroke();
    pen.fillStyle = palette().ink;
    for (const [dx, dy, size] of [[0.42, 0.7, 0.06], [0.68, 0.55, 0.07], [0.74, 0.74, 0.05]]) {
      pen.beginPath();
      pen.arc(x + unit * dx, y + unit * dy, unit * size, 0, 7);
      pen.fill();
    }
  }

  drawMouse({ row, column }, right, alpha = 1) {
    const { pen, unit } = this;
    const [x, y] = this.corner(row, column);
    const flip = right ? 1 : -1;
    pen.save();
    pen.globalAlpha = alpha;
    pen.translate(x + unit / 2, y + unit / 2);
    pen.scale(flip * unit, unit);
    pen.fillStyle = palette().mouse;
    pen.strokeStyle = palette().floor;
    pen.lineWidth = 0.06;
    pen.beginPath();
    pen.ellipse(-0.05, 0.08, 0.36, 0.26, 0, 0, 7);
    pen.fill();
    pen.stroke();
    for (const ear of [-0.02, 0.16]) {
      pen.beginPath();
      pen.arc(ear, -0.2, 0.13, 0, 7);
      pen.fill();
      pen.stroke();
    }
    pen.beginPath();
    pen.moveTo(0.2, -0.08);
    pen.lineTo(0.46, 0.12);
    pen.lineTo(0.2, 0.26);
    pen.fill();
    pen.fillStyle = palette().floor;
    pen.beginPath();
    pen.arc(0.2, 0.02, 0.045, 0, 7);
    pen.fill();
    pen.restore();
  }

  ring({ row, column }, color, radius) {
    const { pen, unit } = this;
    const [x, y] = this.corner(row, column);
    pen.strokeStyle = color;
    pen.lineWidth = Math.max(1.5, unit * 0.1);
    pen.beginPath();
    pen.arc(x + unit / 2, y + unit / 2, unit * radius, 0, 7);
    pen.stroke();
  }

  drawPath() {
    const { pen, unit, scene: { path } } = this;
    pen.strokeStyle = this.side === "patched" ? palette().patched : palette().original;
    pen.lineWidth = unit * 0.22;
    pen.lineJoin = pen.lineCap = "round";
    pen.globalAlpha = 0.55;
    pen.beginPath();
    for (const [number, { row, column }] of path.squares.slice(0, path.step + 1).entries()) {
      const [x, y] = this.corner(row, column);
      if (number) pen.lineTo(x + unit / 2, y + unit / 2); else pen.moveTo(x + unit / 2, y + unit / 2);
    }
    pen.stroke();
    pen.globalAlpha = 1;
    this.drawMouse(path.squares[Math.min(path.step, path.squares.length - 1)], path.facesRight);
  }

  // What is pointed at: a cell's receptive field, squares that a cell covers, the square of the keys.
  drawOverlay() {
    const { pen, unit, scene: { maze, seen, marked, cursor } } = this;
    const colors = palette();
    if (seen) {
      const world = maze.world * unit;
      const [left, top] = [(1 - margin(maze)) * unit, (maze.size + 1 - maze.world + margin(maze)) * unit];
      const { x0, y0, x1, y1 } = seen;
      const box = [left + x0 * world, top + y0 * world, (x1 - x0) * world, (y1 - y0) * world];
      // What the cell does not see is dimmed.
      pen.fillStyle = colors.wall;
      pen.globalAlpha = 0.62;
      pen.beginPath();
      pen.rect(0, 0, this.width, this.width);
      pen.rect(...box);
      pen.fill("evenodd");
      pen.globalAlpha = 1;
      pen.strokeStyle = colors.mark;
      pen.lineWidth = 2.5;
      pen.strokeRect(...box);
    } else for (const { row, column } of marked || []) {
      const [x, y] = this.corner(row, column);
      pen.strokeStyle = colors.mark;
      pen.lineWidth = 2;
      pen.strokeRect(x + 1, y + 1, unit - 2, unit - 2);
    }
    if (cursor && document.activeElement === this.canvas) {
      const [x, y] = this.corner(cursor.row, cursor.column);
      pen.strokeStyle = colors.ink;
      pen.lineWidth = 2.5;
      pen.strokeRect(x, y, unit, unit);
    }
  }

  listen() {
    const { canvas, hands } = this;
    let held = null;
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button > 0) return;
      const square = this.squareUnder(event);
      if (!isInside(this.scene.maze, square.row, square.column)) return;
      canvas.setPointerCapture(event.pointerId);
      canvas.focus();
      held = hands.grab(square, event);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!this.scene) return;
      const square = this.squareUnder(event);
      if (held) {
        // A quick hand skips squares between two events.
        for (const one of event.getCoalescedEvents?.() || [event]) hands.drag(held, this.squareUnder(one), one);
      } else hands.hover(isInside(this.scene.maze, square.row, square.column) ? square : null);
    });
    const release = () => {
      if (held) hands.release(held);
      held = null;
    };
    canvas.addEventListener("pointerup", release);
    canvas.addEventListener("pointercancel", release);
    canvas.addEventListener("pointerleave", () => { if (!held) hands.hover(null); });
    canvas.addEventListener("contextmenu", (event) => {
      event.preventDefault();
      hands.place("cheese", this.squareUnder(event));
    });
    canvas.addEventListener("keydown", (event) => hands.key(event));
    canvas.addEventListener("focus", () => this.draw());
    canvas.addEventListener("blur", () => this.draw());
  }
}

// A small picture of numbers, line by line: a channel among many.
export function drawCells(canvas, values, [height, width], scale) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const pen = canvas.getContext("2d");
  const image = pen.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const colors = signedPixels();
  for (let cell = 0; cell < pixels.length; cell++) pixels[cell] = colors[pixelPlace(values[cell] / (scale || 1))];
  pen.putImageData(image, 0, 0);
}

// The colours of a scale, for legends: of signed numbers, or of their positive half.
export function scaleGradient(isSigned) {
  const color = (place) => signedStyle(isSigned ? 2 * place - 1 : 0.9 * place);
  return `linear-gradient(to right, ${[0, 0.25, 0.5, 0.75, 1].map(color).join(", ")})`;
}
