// The numbers below the boards: the decision square, the square that is pointed at, how much the plan changes.

import { element, setText } from "./elements.js";
import { mouseOf, worldIndex } from "./maze.js";

const groupNames = ["left", "down", "up", "right", "stay"];

// Pairs of bars with their numbers, made once and set anew.
class Bars {
  constructor(names) {
    this.lines = names.map((name) => ({
      name, original: element("i", { className: "original" }), patched: element("i", { className: "patched" }), text: element("output"),
    }));
    this.root = element("div", { className: "bars" }, this.lines.flatMap(({ name, original, patched, text }) => [
      element("span", { textContent: name }), element("span", { className: "pair" }, [original, patched]), text]));
  }

  show(first, second) {
    this.lines.forEach(({ original, patched, text }, index) => {
      original.style.transform = `scaleX(${first[index]})`;
      patched.style.transform = `scaleX(${second[index]})`;
      setText(text, `${first[index].toFixed(4)} → ${second[index].toFixed(4)}`);
    });
  }
}

export class Numbers {
  constructor(root) {
    this.at = (name) => root.querySelector(`#${name}`);
    this.decisionBars = new Bars(["to the cheese", "to the corner", "other"]);
    this.squareBars = new Bars(groupNames);
    this.squareValue = element("p", { className: "caption" });
    this.noDecision = element("p", { textContent: "This maze has none: the ways to the cheese and to the corner do not part." });
    this.noSquare = element("p", { textContent: "The mouse cannot stand here." });
    this.summary = ["mean total variation", "mean arrow change, squares", "mean change of state value", "squares with another likeliest step"]
      .map((name) => ({ name: element("dt", { textContent: name }), value: element("dd") }));
    this.at("summary").replaceChildren(...this.summary.flatMap(({ name, value }) => [name, value]));
    this.warnings = [];
    this.at("warnings").ontoggle = () => this.listWarnings();
  }

  showDecision(change) {
    setText(this.at("decision-name"), change ? change.name : "");
    if (change) this.decisionBars.show(change.original, change.patched);
    holdOnly(this.at("decision"), change ? [this.decisionBars.root] : [this.noDecision]);
  }

  showSummary({ meanTotalVariation, meanArrowChange, meanValueChange, greedyChanges }) {
    const texts = [meanTotalVariation.toFixed(4), meanArrowChange.toFixed(4), meanValueChange.toFixed(4), String(greedyChanges)];
    texts.forEach((text, line) => setText(this.summary[line].value, text));
  }

  // The numbers of a square; where none is pointed at, of the mouse's.
  showSquare(square, maze, field) {
    const shown = square || mouseOf(maze);
    const place = field?.places.get(worldIndex(maze, shown.row, shown.column));
    setText(this.at("square-name"), `(${shown.row}, ${shown.column})${square ? "" : ", the mouse's"}`);
    if (place === undefined) { holdOnly(this.at("square"), [this.noSquare]); return; }
    const of = (side) => field[side].subarray(5 * place, 5 * place + 5);
    this.squareBars.show(of("original"), of("patched"));
    setText(this.squareValue, `state value ${field.originalValues[place].toFixed(4)} → ${field.patchedValues[place].toFixed(4)}`);
    holdOnly(this.at("square"), [this.squareBars.root, this.squareValue]);
  }

  // What procgen would not make: how many reasons, and when they are unfolded the first of them.
  showWarnings(count, texts) {
    const box = this.at("warnings");
    box.hidden = !count;
    setText(box.querySelector("summary"), `procgen does not make such mazes: ${count} ${count === 1 ? "reason" : "reasons"}`);
    this.warnings = texts;
    this.listWarnings();
  }

  listWarnings() {
    const box = this.at("warnings");
    if (!box.open) return;
    const list = box.querySelector("ul");
    if (list.dataset.shown === this.warnings.join("\n")) return;
    list.dataset.shown = this.warnings.join("\n");
    list.replaceChildren(...this.warnings.map((text) => element("li", { textContent: text })));
  }
}

// These children, put in only where others were.
function holdOnly(box, children) { if (box.firstChild !== children[0]) box.replaceChildren(...children); }
