// Matched controls: the effect of the plan beside that of random twins, as a strip.

import { palette } from "./colors.js";

export class Controls {
  constructor(root, context) {
    Object.assign(this, { root, context, answer: null });
    this.canvas = root.querySelector("#strip");
    root.querySelector("#nulls-run").onclick = () => this.run();
    new ResizeObserver(() => this.draw()).observe(this.canvas);
  }

  run() {
    this.root.querySelector("#nulls-text").textContent = "computing…";
    this.context.askNulls(Number(this.root.querySelector("#nulls-draws").value) || 0);
  }

  clear() {
    if (!this.answer) return;
    this.answer = null;
    this.root.querySelector("#nulls-text").textContent = "The maze or the plan has changed: compute again.";
    this.draw();
  }

  showAnswer(answer) {
    const text = this.root.querySelector("#nulls-text");
    if (answer.faults) { text.textContent = answer.faults.map((fault) => fault.text).join("\n"); return; }
    this.answer = answer;
    const [estimate, low, high] = answer.percentile.map((value) => value.toFixed(1));
    const progress = answer.nulls.length < answer.total ? ` (${answer.nulls.length} of ${answer.total})` : "";
    text.textContent = `Mean total variation ${answer.value.toFixed(4)}: percentile ${estimate} (${low} to ${high}) among `
      + `${answer.nulls.length} controls, ${answer.control}${progress}.`;
    this.draw();
  }

  draw() {
    const [width, height] = [this.canvas.clientWidth, this.canvas.clientHeight];
    if (!width) return;
    const ratio = window.devicePixelRatio || 1;
    Object.assign(this.canvas, { width: width * ratio, height: height * ratio });
    const pen = this.canvas.getContext("2d");
    pen.scale(ratio, ratio);
    if (!this.answer) return;
    const colors = palette();
    const most = 1.08 * Math.max(this.answer.value, ...this.answer.nulls, 1e-9);
    const x = (value) => 12 + (width - 24) * value / most;
    pen.strokeStyle = colors.faint;
    pen.fillStyle = colors.ink;
    pen.font = "11px system-ui, sans-serif";
    pen.beginPath();
    pen.moveTo(12, height - 22.5);
    pen.lineTo(width - 12, height - 22.5);
    pen.stroke();
    for (const part of [0, 0.5, 1]) {
      pen.textAlign = part === 0 ? "left" : part === 1 ? "right" : "center";
      pen.fillText((most * part).toFixed(4), 12 + (width - 24) * part, height - 6);
    }
    pen.fillStyle = colors.ink;
    pen.globalAlpha = 0.45;
    this.answer.nulls.forEach((value, number) => {
      pen.beginPath();
      pen.arc(x(value), 20 + (number * 37) % Math.max(1, height - 62), 3.5, 0, 7);
      pen.fill();
    });
    pen.globalAlpha = 1;
    pen.strokeStyle = colors.patched;
    pen.lineWidth = 3;
    pen.beginPath();
    pen.moveTo(x(this.answer.value), 8);
    pen.lineTo(x(this.answer.value), height - 24);
    pen.stroke();
  }
}
