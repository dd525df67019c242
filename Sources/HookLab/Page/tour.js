// Six steps for those who are here for the first time. They can be left at any of them.

const steps = [
  ["#boards", "One policy, three fields", "Every arrow is where the policy goes from that square, on average. Left: as it is. Middle: under your edits. Right: the difference, on the same scale."],
  ["#board-original", "Change the world", "Drag to build walls or to open them. Drag the cheese and the mouse. Both fields follow while your hand moves."],
  ["#plan", "Change the activations", "Add an edit: what is done, at which site of the network, on which channels. Its receipt says how much it changed."],
  ["#tab-inside", "Look inside", "All channels of a site. Point at a cell, and the maze shows which squares it sees; click a square, and the cells that see it stay lit."],
  ["#tab-play", "Let it play", "An episode with the edits and one without, with the same draws, side by side. Stop at any step and edit the maze there."],
  ["#command-line", "The page is a command", "What you see is this line. Copy it, run it, and get the same numbers. The address holds all of it, too."],
];

export class Tour {
  constructor(box) {
    this.box = box;
    this.number = 0;
    box.querySelector("#tour-next").onclick = () => this.go(this.number + 1);
    box.querySelector("#tour-leave").onclick = () => this.leave();
    box.addEventListener("keydown", (event) => { if (event.key === "Escape") this.leave(); });
  }

  start() { this.go(0); }

  go(number) {
    document.querySelector(".toured")?.classList.remove("toured");
    if (number >= steps.length) return this.leave();
    this.number = number;
    const [target, title, text] = steps[number];
    document.querySelector(target)?.classList.add("toured");
    this.box.hidden = false;
    this.box.querySelector("h2").textContent = title;
    this.box.querySelector("p").textContent = text;
    this.box.querySelector("small").textContent = `${number + 1} of ${steps.length}`;
    this.box.querySelector("#tour-next").textContent = number + 1 < steps.length ? "Next" : "Begin";
    this.box.querySelector("#tour-next").focus();
  }

  leave() {
    document.querySelector(".toured")?.classList.remove("toured");
    this.box.hidden = true;
    remember("toured", "yes");
  }
}

// What the browser keeps for this page; not all of them may.
export function remember(name, value) { try { localStorage.setItem(`hookkit-${name}`, value); } catch { /* It is only a convenience. */ } }
export function remembered(name) { try { return localStorage.getItem(`hookkit-${name}`); } catch { return null; } }
