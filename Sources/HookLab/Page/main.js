// The page: what is shown, what is asked, and what hands and keys do.

import { Board, variationOf } from "./board.js";
import { forgetPalette } from "./colors.js";
import { Controls } from "./controls.js";
import { element, setText } from "./elements.js";
import { Frames } from "./frames.js";
import { Inside } from "./inside.js";
import { Latency } from "./latency.js";
import { SocketLink, StaticLink } from "./link.js";
import { cheeseOf, isInside, isWall, margin, mouseOf, painted, parseMaze, printMaze, squareAt, turned, withCheese, withMouse, withoutCheese } from "./maze.js";
import { Numbers } from "./numbers.js";
import { Play } from "./play.js";
import { PlanList, partsOf } from "./plan.js";
import { Questions } from "./questions.js";
import { Share, copy } from "./share.js";
import { Store, fragmentOf, stateOf } from "./store.js";
import { Tour, remember, remembered } from "./tour.js";

const at = (name) => document.getElementById(name);
const embedded = at("answers");
const link = embedded ? new StaticLink(JSON.parse(embedded.textContent)) : new SocketLink();

let catalogue = null, store = null, maze = null, field = null, decision = null, paths = null, over = null;
let activeRow = 0, hand = "paint", pointed = null, pinned = null, cursor = { row: 0, column: 0 };
// The part of the picture that a cell sees, and squares that are marked.
let seen = null, marked = [];
let plan, inside, play, controls, share;
const boards = {};
const numbers = new Numbers(document);
const latency = new Latency(at("latency"));

// ---- what is asked ----

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

const questions = new Questions(link, {
  field: { content: question, wanted: () => Boolean(maze) },
  site: { content: siteQuestion, wanted: () => Boolean(inside?.isSeen) },
  presums: { content: () => ({ ...siteQuestion(), channel: store.state.view.channel }), wanted: () => Boolean(inside?.wantsPresums) },
}, (action) => frames.whenDrawn(action));

// ---- what is shown ----

function mazeChanged(text) {
  maze = parseMaze(text);
  if (!isInside(maze, cursor.row, cursor.column)) cursor = { row: Math.min(cursor.row, maze.size - 1), column: Math.min(cursor.column, maze.size - 1) };
}

// What a field, and all else, is of: where one of these changes, nothing of what was computed holds.
const computedOf = ["maze", "rows", "seed", "facing", "model", "level"];

function changed(state, before) {
  if (state.maze !== before.maze) mazeChanged(state.maze);
  if (computedOf.some((name) => state[name] !== before[name])) outdate();
  const isOtherSite = state.view.site !== before.view.site || state.view.tab !== before.view.tab;
  if (isOtherSite) questions.wish("site");
  if (isOtherSite || state.view.channel !== before.view.channel) questions.wish("presums");
  if (state.rows !== before.rows) plan.show();
  frames.ask("tools", "boards");
  if (state.view !== before.view) { showTabs(); inside.show(); }
  if (link.isLive) keepAddress();
}

function outdate() {
  for (const kind of ["field", "site", "presums"]) questions.wish(kind);
  link.forget("effects");
  play.clear();
  controls.clear();
  inside.effects = null;
  staleTimer ??= setTimeout(() => document.body.classList.add("stale"), staleAfter);
}

// What is shown looks old when the new one takes longer than this.
const staleAfter = 400;
let staleTimer = null;

function refreshed() {
  clearTimeout(staleTimer);
  staleTimer = null;
  document.body.classList.remove("stale");
}

// The address follows when the hand rests: browsers allow some changes of it a second.
let addressTimer = null;

function keepAddress() {
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => history.replaceState(null, "", `#${fragmentOf(store.state)}`), 300);
}

const frames = new Frames({
  tools: showTools, inside: () => inside.draw(), numbers: showNumbers, boards: drawBoards,
});

function drawBoards() {
  for (const [side, board] of Object.entries(boards)) {
    board.show({ maze, field, decision, path: paths?.[side], channel: side === "change" ? over : null, seen, marked, cursor });
  }
}

function showField(answer) {
  questions.answered("field");
  plan.showAnswer(answer);
  const faults = (answer.faults || []).filter((fault) => fault.edit === null);
  setText(at("plan-fault"), faults.map((fault) => fault.text).join("\n"));
  refreshed();
  if (answer.faults) return;
  const places = new Map(answer.squares.map((index, place) => [index, place]));
  let largest = 0;
  for (let place = 0; place < answer.squares.length; place++) largest = Math.max(largest, variationOf(answer.original, answer.patched, place));
  field = { ...answer, places, scale: largest };
  decision = answer.decision ? squareAt(maze, answer.decision.square) : null;
  share.showField(answer);
  frames.ask("numbers", "boards");
  if (answer.since === undefined) return;
  frames.whenDrawn(() => {
    const now = performance.now();
    latency.note(now - answer.since, answer.ms);
    window.lab.onFrame?.({ last: now - answer.since, first: now - answer.first, computed: answer.ms });
  });
}

// All that is said of the field beside the boards.
function showNumbers() {
  if (!field) return;
  setText(at("scale-change"), `total variation, 0 to ${field.scale ? field.scale.toPrecision(2) : "0: nothing changes"}`);
  setText(at("command-short"), field.command.split("\n")[0]);
  numbers.showDecision(field.decision);
  numbers.showSummary(field.summary);
  numbers.showSquare(pinned || pointed, maze, field);
  at("square-use").hidden = !pinned || !store.state.rows.length || !link.isLive;
  numbers.showWarnings(field.warningCount, field.warnings);
}

// What tests look at.
window.lab = {
  get field() { return field; },
  get state() { return store.state; },
  get size() { return maze.size; },
  get cheese() { return cheeseOf(maze); },
  isIdle: () => field !== null && questions.isIdle && frames.isIdle,
  paint: (row, column) => changeMaze(painted(maze, row, column, !isWall(maze, row, column))),
  put: (what, row, column) => put(what, { row, column }),
};

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
    frames.ask("numbers");
  },
  key(event) {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [1, 0], ArrowDown: [-1, 0] }[event.key];
    if (step) {
      cursor = { row: Math.min(maze.size - 1, Math.max(0, cursor.row + step[0])), column: Math.min(maze.size - 1, Math.max(0, cursor.column + step[1])) };
      pointed = cursor;
      frames.ask("numbers", "boards");
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
  frames.ask("numbers");
  pointAt(null, pinned ? [pinned] : []);
  if (pinned && store.state.view.tab === "inside") inside.seeing(pinned.row, pinned.column);
}

function pointAt(part, squares = pinned ? [pinned] : []) {
  [seen, marked] = [part, squares];
  frames.ask("boards");
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
  if (!isFirst) { for (const kind of ["field", "site"]) questions.wish(kind); return; }
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
  for (const kind of ["field", "site"]) questions.wish(kind);
  if (!link.isLive) withoutServer();
  if (!remembered("toured") && link.isLive) tour.start();
}

function build() {
  for (const side of ["original", "patched", "change"]) boards[side] = new Board(at(`board-${side}`), side, link.isLive ? hands : { ...hands, grab: () => null, place() {}, key() {} });
  const context = {
    store, link, view, activate, pointAt, sites: catalogueSites, maze: () => maze, active: () => activeRow, setActive(index) { activeRow = index; }, site: () => store.state.view.site,
    interventions: () => catalogue.interventions,
    showOver(channel) { if (over !== channel) { over = channel; frames.ask("boards"); } },
    askFor: (kind) => questions.askDue(kind),
    drawSoon: () => frames.ask("inside"),
    askEffects: () => link.ask("effects", { ...question(), site: store.state.view.site }),
    forgetEffects: () => link.forget("effects"),
    useChannel: (channel) => plan.toggleChannel(activeRow, channel),
    askEpisode: (settings) => link.ask("episode", { ...question(), ...settings }),
    showPaths(shown) { paths = shown; frames.ask("boards"); questions.wish("site"); },
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
  at("square-use").onclick = () => { if (pinned) plan.toggleSquare(activeRow, pinned.row, pinned.column); };
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
  if (store) { frames.ask("boards"); inside.show(); inside.colorLegend(); controls.draw(); }
}

const tour = new Tour(at("tour"));
setTheme(remembered("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));

link.on("hello", begin);
link.on("closed", () => { at("closed").hidden = false; questions.forget(); });
link.on("field", showField);
link.on("site", (answer) => { questions.answered("site"); inside.showAnswer(answer); });
link.on("presums", (answer) => { questions.answered("presums"); inside.showPresums(answer); });
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
