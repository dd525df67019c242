// Playing: an episode without the edits and one with them, with the same draws; step by step, back and forth.

import { arrowOf } from "./board.js";
import { squareAt } from "./maze.js";
import { element } from "./elements.js";

const actionNames = ["left-down", "left", "left-up", "down", "stay", "up", "right-down", "right", "right-up"];

export class Play {
  // `context`: the store, the link's questions, the boards' paths, and what makes a step the maze.
  constructor(root, context) {
    Object.assign(this, { root, context, answer: null, step: 0, timer: null });
    this.slider = root.querySelector("#step");
    this.slider.oninput = () => this.go(Number(this.slider.value));
    root.querySelector("#play-new").onclick = () => this.context.askEpisode(this.settings());
    root.querySelector("#play-run").onclick = () => this.toggle();
    root.querySelector("#play-back").onclick = () => this.go(this.step - 1);
    root.querySelector("#play-next").onclick = () => this.go(this.step + 1);
    root.querySelector("#play-edit").onclick = () => this.edit();
    document.addEventListener("keydown", (event) => this.key(event));
  }

  settings() {
    return {
      choice: this.root.querySelector("#play-choice").value, steps: Number(this.root.querySelector("#play-steps").value) || 0,
    };
  }

  get length() { return this.answer ? Math.max(...this.sides().map((side) => this.answer[side].path.length)) - 1 : 0; }
  sides() { return ["original", "patched"].filter((side) => this.answer?.[side]); }

  showAnswer(answer) {
    const text = this.root.querySelector("#play-text");
    if (answer.faults) { text.textContent = answer.faults.map((fault) => fault.text).join("\n"); return; }
    this.answer = answer;
    this.maze = this.context.maze();
    this.slider.max = this.length;
    this.slider.disabled = false;
    for (const name of ["play-run", "play-back", "play-next", "play-edit"]) this.root.querySelector(`#${name}`).disabled = false;
    this.root.querySelector("#play-command").textContent = answer.command;
    this.root.querySelector("#outcomes").replaceChildren(...this.sides().map((side) => element("li", { className: side, textContent:
      `${side}: ${answer[side].outcome} after ${answer[side].actions.length} steps` })));
    this.go(0);
  }

  // The maze has changed: an episode of another one is not shown.
  clear() {
    if (!this.answer) return;
    this.stop();
    this.answer = null;
    this.slider.disabled = true;
    for (const name of ["play-run", "play-back", "play-next", "play-edit"]) this.root.querySelector(`#${name}`).disabled = true;
    this.root.querySelector("#outcomes").replaceChildren();
    this.root.querySelector("#play-text").textContent = "The maze or the plan has changed: play again.";
    this.context.showPaths(null);
  }

  go(step) {
    if (!this.answer) return;
    this.step = Math.min(Math.max(step, 0), this.length);
    this.slider.value = this.step;
    const paths = {};
    for (const side of this.sides()) {
      const { path, facesRight } = this.answer[side];
      const at = Math.min(this.step, path.length - 1);
      paths[side] = { squares: path.map((index) => squareAt(this.maze, index)), step: at, facesRight: facesRight[at] };
    }
    this.context.showPaths(paths);
    this.root.querySelector("#play-text").textContent = this.sides().map((side) => this.line(side)).join("\n");
  }

  line(side) {
    const { actions, outcome } = this.answer[side];
    if (this.step >= actions.length) return `${side}: ended (${outcome})`;
    const [right, up] = arrowOf(this.answer[`${side}Probabilities`], this.step);
    const action = actionNames[actions[this.step]] || "nothing";
    return `${side}: step ${this.step}, goes ${action}; value ${this.answer[`${side}Values`][this.step].toFixed(3)}`
      + `, mean displacement (${right.toFixed(2)}, ${up.toFixed(2)})`;
  }

  toggle() {
    if (this.timer) return this.stop();
    if (this.step >= this.length) this.go(0);
    this.root.querySelector("#play-run").textContent = "Pause";
    this.timer = setInterval(() => { if (this.step >= this.length) this.stop(); else this.go(this.step + 1); }, 150);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.root.querySelector("#play-run").textContent = "Play";
  }

  // The mouse's square at the step that is shown; null where there is no episode.
  square() {
    const side = this.sides().pop();
    if (!side) return null;
    const { path } = this.answer[side];
    return squareAt(this.maze, path[Math.min(this.step, path.length - 1)]);
  }

  // The maze as it is at this step, with the edits: from here on it can be changed, and played again.
  edit() {
    const side = this.sides().pop();
    const { path, facesRight } = this.answer[side];
    const at = Math.min(this.step, path.length - 1);
    this.context.continueFrom(squareAt(this.maze, path[at]), facesRight[at]);
  }

  key(event) {
    if (event.target.matches("input, select, textarea")) return;
    const step = { ",": -1, ".": 1 }[event.key];
    if (step) this.go(this.step + step);
  }
}
