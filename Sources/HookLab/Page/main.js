// The page: what is shown, what is asked, and what hands and keys do.

import { Board, variationOf } from "./board.js";
import { forgetPalette } from "./colors.js";
import { Controls } from "./controls.js";
import { Inside } from "./inside.js";
import { SocketLink, StaticLink } from "./link.js";
import { cheeseOf, isInside, isWall, margin, mouseOf, painted, parseMaze, printMaze, squareAt, turned, withCheese, withMouse, withoutCheese, worldIndex } from "./maze.js";
import { Play } from "./play.js";
import { PlanList, element, partsOf } from "./plan.js";
import { Share, copy } from "./share.js";
import { Store, fragmentOf, stateOf } from "./store.js";
import { Tour, remember, remembered } from "./tour.js";

const at = (name) => document.getElementById(name);
const embedded = at("answers");
const link = embedded ? new StaticLink(JSON.parse(embedded.textContent)) : new SocketLink();
const groupNames = ["left", "down", "up", "right", "stay"];
// A question that is under way for longer than twice what the last one took gives way to a newer one; before, the newer one
// waits for its answer. Each that gives way makes the next wait longer: whatever the machine, the hand sees frames.
const leastPatience = 100, mostPatience = 20_000;
const patience = { field: 1000, site: 1000 };

let catalogue = null, store = null, maze = null, field = null, decision = null, paths = null, over = null;
let activeRow = 0, hand = "paint", pointed = null, pinned = null, cursor = { row: 0, column: 0 };
let latencies = [];
let plan, inside, play, controls, share;
const boards = {};

// ---- what is asked ----

const open = { field: null, site: null };
const due = { field: null, site: null };

function question() {
  const { state } = store;
  return {
    maze: state.maze, level: state.level ?? undefined, seed: state.seed, facing: state.facing, model: state.model,
    edits: state.rows.filter((row) => row.on).map((row) => row.call),
  };
}

function siteQuestion() {
  // While an episode is looked at, the activations are those of its step.
  const { row, column } = play.square() || mouseOf(maze);
  return { ...question(), site: store.state.view.site, square: [row + margin(maze), column + margin(maze)] };
}

// Asks with the state that this event leaves; while an answer is on its way, once it is there.
function wish(kind, since = performance.now()) {
  due[kind] ??= since;
  queueMicrotask(() => askDue(kind));
}

function askDue(kind) {
  if (due[kind] === null || !maze) return;
  const now = performance.now();
  if (open[kind] !== null) {
    if (now - open[kind] < patience[kind]) return remind(kind, patience[kind] - (now - open[kind]) + 1);
    patience[kind] = Math.min(2 * patience[kind], mostPatience);
  }
  open[kind] = now;
  link.ask(kind, kind === "field" ? question() : siteQuestion(), due[kind]);
  due[kind] = null;
}

const reminders = { field: null, site: null };

// Looks again later; one reminder of a kind at a time.
function remind(kind, milliseconds) {
  reminders[kind] ??= setTimeout(() => {
    reminders[kind] = null;
    askDue(kind);
  }, milliseconds);
}

function answered(kind) {
  if (open[kind] !== null) patience[kind] = Math.max(leastPatience, 2 * (performance.now() - open[kind]));
  open[kind] = null;
  if (due[kind] !== null) askDue(kind);
}

// ---- what is shown ----

function mazeChanged(text) {
  maze = parseMaze(text);
  cursor = { row: Math.min(cursor.row, maze.size - 1), column: Math.min(cursor.column, maze.size - 1) };
}

function changed(state, before) {
  if (state.maze !== before.maze) mazeChanged(state.maze);
  const isOther = ["maze", "rows", "seed", "facing", "model", "level"].some((name) => state[name] !== before[name]);
  if (isOther) {
    wish("field");
    if (state.view.tab === "inside") wish("site");
    link.forget("effects");
    play.clear();
    controls.clear();
    inside.effects = null;
    document.body.classList.add("stale");
  }
  const isOtherSite = state.view.site !== before.view.site || state.view.tab !== before.view.tab;
  if (isOtherSite && state.view.tab === "inside") wish("site");
  showTools();
  plan.show();
  drawBoards();
  if (state.view !== before.view) { showTabs(); inside.show(); }
  if (link.isLive) keepAddress();
}

// The address follows a little later: browsers allow some changes of it a second.
let addressTimer = null;

function keepAddress() {
  addressTimer ??= setTimeout(() => {
    addressTimer = null;
    history.replaceState(null, "", `#${fragmentOf(store.state)}`);
  }, 300);
}

function drawBoards() {
  for (const [side, board] of Object.entries(boards)) {
    board.overlay = { ...board.overlay, cursor };
    board.show({ maze, field, decision, path: paths?.[side], channel: side === "change" ? over : null });
  }
}

function showField(answer) {
  answered("field");
  plan.showAnswer(answer);
  const faults = (answer.faults || []).filter((fault) => fault.edit === null);
  at("plan-fault").textContent = faults.map((fault) => fault.text).join("\n");
  if (answer.faults) return;
  const places = new Map(answer.squares.map((index, place) => [index, place]));
  let largest = 0;
  for (let place = 0; place < answer.squares.length; place++) largest = Math.max(largest, variationOf(answer.original, answer.patched, place));
  field = { ...answer, places, scale: largest };
  decision = answer.decision ? squareAt(maze, answer.decision.square) : null;
  document.body.classList.remove("stale");
  at("scale-change").textContent = `total variation, 0 to ${largest ? largest.toPrecision(2) : "0: nothing changes"}`;
  showDecision(answer.decision);
  showSummary(answer.summary);
  showSquare(pinned || pointed);
  showWarnings(answer.maze.warnings);
  at("command-short").textContent = answer.command.split("\n")[0];
  share.showField(answer);
  drawBoards();
  requestAnimationFrame(() => noteLatency(performance.now() - answer.since, answer.ms));
}

// Milliseconds, or seconds where it takes long.
function timeText(value) { return value < 1000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`; }

function noteLatency(elapsed, computed) {
  latencies.push(elapsed);
  if (latencies.length > 200) latencies.shift();
  const sorted = [...latencies].sort((a, b) => a - b);
  const part = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  at("latency").textContent = `${timeText(elapsed)} · median ${timeText(part(0.5))} · 95 % ${timeText(part(0.95))}`;
  at("latency").title = `From a change to the drawn frame; of that the engine ${computed?.toFixed(1) ?? "-"} ms. Median and 95 % of the last ${latencies.length}.`;
  window.lab?.onFrame?.(elapsed);
}

// What tests look at.
window.lab = {
  get field() { return field; },
  get state() { return store.state; },
  get size() { return maze.size; },
  get cheese() { return cheeseOf(maze); },
  isIdle: () => field !== null && open.field === null && due.field === null,
  paint: (row, column) => changeMaze(painted(maze, row, column, !isWall(maze, row, column))),
};

function bars(names, first, second) {
  return element("div", { className: "bars" }, names.flatMap((name, index) => {
    const bar = (side, value) => { const made = element("i", { className: side }); made.style.width = `${100 * value}%`; return made; };
    return [element("span", { textContent: name }), element("span", { className: "pair" }, [bar("original", first[index]), bar("patched", second[index])]),
      element("output", { textContent: `${first[index].toFixed(4)} → ${second[index].toFixed(4)}` })];
  }));
}

function showDecision(change) {
  at("decision-name").textContent = change ? change.name : "";
  at("decision").replaceChildren(change ? bars(["to the cheese", "to the corner", "other"], change.original, change.patched)
    : element("p", { textContent: "This maze has none: the ways to the cheese and to the corner do not part." }));
}

function showSummary(summary) {
  const lines = [["mean total variation", summary.meanTotalVariation.toFixed(4)], ["mean arrow change, squares", summary.meanArrowChange.toFixed(4)],
    ["mean change of state value", summary.meanValueChange.toFixed(4)], ["squares with another likeliest step", summary.greedyChanges]];
  at("summary").replaceChildren(...lines.flatMap(([name, value]) => [element("dt", { textContent: name }), element("dd", { textContent: value })]));
}

function showSquare(square) {
  const shown = square || mouseOf(maze);
  const place = field?.places.get(worldIndex(maze, shown.row, shown.column));
  at("square-name").textContent = `(${shown.row}, ${shown.column})${square ? "" : ", the mouse's"}`;
  if (place === undefined) { at("square").replaceChildren(element("p", { textContent: "The mouse cannot stand here." })); return; }
  const of = (side) => [...field[side].slice(5 * place, 5 * place + 5)];
  at("square").replaceChildren(bars(groupNames, of("original"), of("patched")),
    element("p", { className: "caption", textContent: `state value ${field.originalValues[place].toFixed(4)} → ${field.patchedValues[place].toFixed(4)}` }));
}

function showWarnings(list) {
  const box = at("warnings");
  box.hidden = !list.length;
  box.querySelector("summary").textContent = `procgen does not make such mazes: ${list.length} ${list.length === 1 ? "reason" : "reasons"}`;
  box.querySelector("ul").replaceChildren(...list.slice(0, 30).map((text) => element("li", { textContent: text })));
}

function showTools() {
  const { state } = store;
  at("undo").disabled = !store.past.length;
  at("redo").disabled = !store.future.length;
  const values = { seed: state.seed, facing: state.facing, model: String(state.model), mode: maze.mode };
  for (const [name, value] of Object.entries(values)) if (document.activeElement !== at(name)) at(name).value = value;
  const view = { "channel-sort": state.view.sort, "channel-side": state.view.side };
  for (const [name, value] of Object.entries(view)) at(name).value = value;
  at("channel-over").checked = state.view.over;
}

function showTabs() {
  for (const tab of at("tabs").children) {
    const isOpen = tab.id === `tab-${store.state.view.tab}`;
    tab.setAttribute("aria-selected", String(isOpen));
    tab.tabIndex = isOpen ? 0 : -1;
    at(tab.getAttribute("aria-controls")).hidden = !isOpen;
  }
  if (store.state.view.tab !== "inside") { over = null; pointAt(null); }
}

function say(text) { at("said").textContent = text; }

// ---- hands and keys ----

function changeMaze(next) { if (next !== maze) store.set({ maze: printMaze(next) }, true); }

function put(what, { row, column }) {
  if (!isInside(maze, row, column)) return;
  changeMaze(what === "mouse" ? withMouse(maze, row, column) : withCheese(maze, row, column));
}

const hands = {
  place: put,
  grab(square) {
    const symbol = maze.rows[square.row][square.column];
    if (hand === "point") { pin(square); return null; }
    store.beginGroup();
    const carries = hand !== "paint" ? hand : "M".includes(symbol) ? "mouse" : "C&".includes(symbol) ? "cheese" : null;
    if (carries) { if (hand !== "paint") put(carries, square); return { carries }; }
    const wall = !isWall(maze, square.row, square.column);
    changeMaze(painted(maze, square.row, square.column, wall));
    return { wall };
  },
  drag(held, square) {
    if (held.carries) put(held.carries, square); else changeMaze(painted(maze, square.row, square.column, held.wall));
  },
  release() { store.endGroup(); },
  hover(square) {
    pointed = square;
    showSquare(pinned || pointed);
  },
  key(event) {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [1, 0], ArrowDown: [-1, 0] }[event.key];
    if (step) {
      cursor = { row: Math.min(maze.size - 1, Math.max(0, cursor.row + step[0])), column: Math.min(maze.size - 1, Math.max(0, cursor.column + step[1])) };
      pointed = cursor;
      showSquare(cursor);
      drawBoards();
      say(`square ${cursor.row}, ${cursor.column}: ${isWall(maze, cursor.row, cursor.column) ? "wall" : { M: "mouse", C: "cheese", "&": "mouse and cheese" }[maze.rows[cursor.row][cursor.column]] || "open"}`);
    } else if (event.key === " ") changeMaze(painted(maze, cursor.row, cursor.column, !isWall(maze, cursor.row, cursor.column)));
    else if (event.key === "Enter") pin(cursor);
    else if ("mM".includes(event.key)) put("mouse", cursor);
    else if ("cC".includes(event.key) && !event.ctrlKey && !event.metaKey) put("cheese", cursor);
    else if ("tT".includes(event.key)) changeMaze(turned(maze));
    else return;
    event.preventDefault();
  },
};

// Holds a square: its numbers stay, the cells that see it are shown, and the active edit may take it.
function pin(square) {
  pinned = pinned && pinned.row === square.row && pinned.column === square.column ? null : square;
  showSquare(pinned || pointed);
  pointAt(null, pinned ? [pinned] : []);
  if (pinned && store.state.view.tab === "inside") inside.seeing(pinned.row, pinned.column);
}

function pointAt(part, squares = pinned ? [pinned] : []) {
  for (const board of Object.values(boards)) {
    board.overlay = { cursor, field: part, squares };
    board.draw();
  }
}

function activate(index) {
  activeRow = index;
  plan.show();
  const site = partsOf(store.state.rows[index]?.call || "")?.site;
  if (catalogueSites().some((one) => one.name === site)) inside.choose(site);
}

function catalogueSites() { return shownSites(catalogue.models[store?.state.model ?? 0]?.sites || []); }

// The sites that can be looked at: all, or those that a page without a server carries.
function shownSites(sites) { return link.isLive ? sites : sites.filter((site) => link.sites.includes(site.name)); }

// What needs a server is not offered without one.
function withoutServer() {
  at("world").inert = true;
  for (const name of ["tab-play", "tab-controls", "undo", "redo", "exports", "copy-link", "channel-use", "latency"]) at(name).hidden = true;
  for (const option of at("channel-sort").options) if (option.value === "effect") option.hidden = true;
  if (!shownSites(catalogue.models[0].sites).length) { at("tab-inside").hidden = true; view({ tab: "share" }); }
}

function view(values) { store.set({ view: { ...store.state.view, ...values } }); }

function choosePolicy() {
  at("model-line").hidden = catalogue.models.length < 2;
  at("model").replaceChildren(...catalogue.models.map((model, index) => element("option", { value: String(index), textContent: model.name })));
}

// ---- how it begins ----

function begin(hello) {
  at("closed").hidden = true;
  const isFirst = !catalogue;
  catalogue = hello;
  if (!isFirst) { wish("field"); return; }
  const sites = hello.models[0].sites;
  const first = link.isLive ? sites.find((site) => site.name.endsWith("block2.res1.resadd_out")) || sites[Math.floor(sites.length / 2)] : shownSites(sites)[0];
  const given = {
    maze: hello.maze.text, level: hello.maze.level, rows: hello.edits.map((call) => ({ call, on: true })), seed: hello.seed,
    facing: "state", model: 0, view: { tab: "inside", site: first?.name, channel: 0, side: "patched", sort: "number", over: false },
  };
  const linked = link.isLive ? stateOf(location.hash) : null;
  let start = linked ? { ...given, ...linked, view: { ...given.view, ...linked.view } } : given;
  try { mazeChanged(start.maze); } catch { start = given; mazeChanged(start.maze); }
  store = new Store(start);
  build();
  store.onChange(changed);
  wish("field");
  if (start.view.tab === "inside") wish("site");
  if (!link.isLive) withoutServer();
  if (!remembered("toured") && link.isLive) tour.start();
}

function build() {
  for (const side of ["original", "patched", "change"]) boards[side] = new Board(at(`board-${side}`), side, link.isLive ? hands : { ...hands, grab: () => null, place() {}, key() {} });
  const context = {
    store, link, view, activate, pointAt, sites: catalogueSites, maze: () => maze, active: () => activeRow, site: () => store.state.view.site,
    interventions: () => catalogue.interventions,
    showOver(channel) { if (over !== channel) { over = channel; drawBoards(); } },
    askEffects: () => link.ask("effects", { ...question(), site: store.state.view.site }),
    forgetEffects: () => link.forget("effects"),
    useChannel: (channel) => plan.toggleChannel(activeRow, channel),
    askEpisode: (settings) => link.ask("episode", { ...question(), ...settings }),
    showPaths(shown) { paths = shown; drawBoards(); if (store.state.view.tab === "inside") wish("site"); },
    continueFrom(square, right) {
      play.clear();
      store.set({ maze: printMaze(turned(withMouse(maze, square.row, square.column), right)) }, true);
    },
    askNulls: (draws) => link.ask("nulls", { ...question(), draws }),
    askExport: (format) => link.ask("export", { ...siteQuestion(), format, sites: exportedSites() }),
  };
  plan = new PlanList(at("rows"), context);
  inside = new Inside(at("inside"), context);
  play = new Play(at("play"), context);
  controls = new Controls(at("controls"), context);
  share = new Share(document.body, context);
  at("kinds").replaceChildren(...catalogue.interventions.map((kind) => element("option", { value: kind.kind, textContent: `${kind.kind}: ${kind.summary}` })));
  at("kinds").value = "zero";
  if (store.state.level !== null) at("level").value = store.state.level;
  choosePolicy();
  inside.showTree();
  showTabs();
  showTools();
  plan.show();
  drawBoards();
  listen();
}

// The sites that a page without a server shows: the one that is looked at, and those of the edits.
function exportedSites() {
  const edited = store.state.rows.map((row) => partsOf(row.call)?.site).filter((name) => catalogueSites().some((site) => site.name === name));
  return [...new Set([store.state.view.site, ...edited])];
}

function listen() {
  at("undo").onclick = () => store.undo();
  at("redo").onclick = () => store.redo();
  at("add").onclick = () => plan.add(at("kinds").value);
  at("load").onclick = loadLevel;
  at("level").onkeydown = (event) => { if (event.key === "Enter") loadLevel(); };
  at("turn").onclick = () => changeMaze(turned(maze));
  at("no-cheese").onclick = () => changeMaze(withoutCheese(maze));
  at("rotate").onclick = () => link.ask("maze", { maze: store.state.maze, operation: "rotate" });
  at("mirror").onclick = () => link.ask("maze", { maze: store.state.maze, operation: "mirror" });
  at("facing").onchange = () => store.set({ facing: at("facing").value }, true);
  at("seed").onchange = () => store.set({ seed: at("seed").value.trim() || "0" }, true);
  at("model").onchange = () => { store.set({ model: Number(at("model").value) }, true); inside.showTree(); };
  at("maze-copy").onclick = (event) => copy(store.state.maze, event.target);
  at("maze-paste").onclick = () => { at("paste-box").hidden = false; at("paste-text").focus(); };
  at("paste-leave").onclick = () => { at("paste-box").hidden = true; };
  at("paste-done").onclick = () => link.ask("maze", { maze: at("paste-text").value });
  at("hands").onchange = (event) => { hand = event.target.value; };
  at("theme").onclick = () => setTheme(document.documentElement.classList.contains("dark") ? "light" : "dark");
  at("help").onclick = () => tour.start();
  for (const tab of at("tabs").children) tab.onclick = () => view({ tab: tab.id.slice(4) });
  at("tabs").onkeydown = moveTab;
  for (const button of document.querySelectorAll(".enlarge")) button.onclick = () => enlarge(button);
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || event.target.matches("input, textarea")) return;
    event.preventDefault();
    if (event.shiftKey) store.redo(); else store.undo();
  });
  window.addEventListener("hashchange", () => {
    const state = stateOf(location.hash);
    if (state) store.set(state, true);
  });
}

// One panel alone, as large as the window allows; or all three again.
function enlarge(button) {
  const isLarge = button.getAttribute("aria-pressed") !== "true";
  at("boards").classList.toggle("one", isLarge);
  for (const other of document.querySelectorAll(".enlarge")) {
    const isThis = other === button && isLarge;
    other.setAttribute("aria-pressed", String(isThis));
    other.closest("figure").classList.toggle("big", isThis);
  }
}

function loadLevel() { link.ask("maze", { level: Number(at("level").value), operation: at("mode").value }); }

function moveTab(event) {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step) return;
  const tabs = [...at("tabs").children];
  const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
  view({ tab: next.id.slice(4) });
  next.focus();
}

function setTheme(theme) {
  document.documentElement.classList.toggle("dark", theme === "dark");
  at("theme").textContent = theme === "dark" ? "Light" : "Dark";
  forgetPalette();
  remember("theme", theme);
  if (store) { drawBoards(); inside.show(); inside.colorLegend(); controls.draw(); }
}

const tour = new Tour(at("tour"));
setTheme(remembered("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));

link.on("hello", begin);
link.on("closed", () => { at("closed").hidden = false; open.field = open.site = null; });
link.on("field", showField);
link.on("site", (answer) => { answered("site"); inside.showAnswer(answer); });
link.on("effects", (answer) => inside.showEffects(answer));
link.on("episode", (answer) => play.showAnswer(answer));
link.on("nulls", (answer) => controls.showAnswer(answer));
link.on("export", (answer) => share.showFile(answer));
link.on("maze", (answer) => {
  at("maze-fault").textContent = (answer.faults || []).map((fault) => fault.text).join("\n");
  if (answer.faults) return;
  at("paste-box").hidden = true;
  store.set({ maze: answer.maze.text, level: answer.maze.level }, true);
});
link.on("fault", (answer) => { at("plan-fault").textContent = (answer.faults || []).map((fault) => fault.text).join("\n"); });
if (!link.isLive) link.begin();
