// The page as a command, a plan and Swift; and files of it.

import { setText } from "./elements.js";

export async function copy(text, button) {
  try { await navigator.clipboard.writeText(text); } catch {
    // Without the permission of the clipboard: the old way.
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  const before = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = before; }, 1200);
}

export class Share {
  constructor(root, context) {
    Object.assign(this, { root, context });
    for (const button of root.querySelectorAll("[data-copy]")) {
      button.onclick = () => copy(document.querySelector(`#${button.dataset.copy}`).textContent, button);
    }
    for (const button of root.querySelectorAll("[data-format]")) {
      button.onclick = () => { this.say("writing…"); context.askExport(button.dataset.format); };
    }
    root.querySelector("#copy-link").onclick = (event) => copy(location.href, event.target);
  }

  showField(answer) {
    const texts = { command: answer.command, "plan-text": answer.plan, "swift-text": answer.swift };
    for (const [name, text] of Object.entries(texts)) setText(this.root.querySelector(`#${name}`), text);
  }

  showFile(answer) {
    if (answer.faults) return this.say(answer.faults.map((fault) => fault.text).join("\n"));
    const types = { svg: "image/svg+xml", png: "image/png", pdf: "application/pdf", json: "application/json", html: "text/html" };
    const type = types[answer.name.split(".").pop()] || "application/octet-stream";
    const link = Object.assign(document.createElement("a"), {
      href: URL.createObjectURL(new Blob([answer.file], { type })), download: answer.name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    this.say(`${answer.name}, ${answer.file.length.toLocaleString("en")} bytes`);
  }

  say(text) { this.root.querySelector("#export-text").textContent = text; }
}
