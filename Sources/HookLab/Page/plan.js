// The plan: one row an edit. A row's call is what counts; controls read it and write it.

import { button, checkbox, choice, element, labelled, setText, siteChoice, textInput } from "./elements.js";
import { RowGrip } from "./grip.js";

// A call with the name of its group: `group(CALL, named: NAME)`.
const grouped = /^\s*group\s*\((.*),\s*named:\s*("(?:[^"\\]|\\.)*"|[\w-]+)\s*\)\s*$/s;

// The name of the group that a call is of, as it is written there; empty for none.
export function groupOf(call) { return grouped.exec(call)?.[2] || ""; }

// The parts of a call: `kind(name: value, ...)@site[selection] when(...)`, perhaps of a group; null for what has another form.
export function partsOf(call) {
  const match = grouped.exec(call);
  if (!match) return partsOfOne(call);
  const parts = partsOfOne(match[1]);
  return parts && { ...parts, group: match[2] };
}

function partsOfOne(call) {
  const match = /^\s*([\w-]+)\s*/.exec(call);
  if (!match) return null;
  let rest = call.slice(match[0].length);
  const inside = rest.startsWith("(") ? enclosed(rest) : "";
  if (inside === null) return null;
  if (rest.startsWith("(")) rest = rest.slice(inside.length + 2).trim();
  const place = /^@\s*([^\s[\]]+)\s*(\[(?:[^[\]]|\[[^\]]*\])*\])?\s*(when\(.*\))?\s*$/.exec(rest);
  if (!place) return null;
  return { kind: match[1], values: divided(inside).map(named), site: place[1], selection: place[2] || "", when: place[3] || "" };
}

// What is between the first bracket and the one that closes it; null where none does.
function enclosed(text) {
  let [depth, quote] = [0, ""];
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (quote) { if (letter === "\\") at++; else if (letter === quote) quote = ""; continue; }
    if (letter === "\"" || letter === "'") quote = letter;
    if ("([".includes(letter)) depth++;
    if (")]".includes(letter) && --depth === 0) return text.slice(1, at);
  }
  return null;
}

// The parts between commas that are in no brackets and no quotes.
function divided(text) {
  const parts = [""];
  let [depth, quote] = [0, ""];
  for (const letter of text) {
    if (quote) { if (letter === quote) quote = ""; } else if (letter === "\"" || letter === "'") quote = letter;
    else if ("([".includes(letter)) depth++; else if (")]".includes(letter)) depth--;
    if (letter === "," && !depth && !quote) parts.push(""); else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim()).filter((part) => part);
}

function named(part) {
  const match = /^([A-Za-z_]\w*)\s*:\s*(.*)$/s.exec(part);
  return match ? { name: match[1], value: match[2] } : { name: "", value: part };
}

export function callOf({ kind, values, site, selection, when, group }) {
  const inside = values.map(({ name, value }) => (name ? `${name}: ${value}` : value)).join(", ");
  const call = `${kind}${inside ? `(${inside})` : ""}@${site}${selection}${when ? ` ${when}` : ""}`;
  return group ? `group(${call}, named: ${group})` : call;
}

// A first value for a parameter that must be given.
function firstValue(parameter) {
  if (parameter.type.includes("whole")) return "1";
  if (parameter.type === "a number") return "1";
  if (parameter.type.includes("tensors")) return "\"level 0\"";
  if (parameter.type.includes("formula")) return "\"x * 2\"";
  return "0";
}

// The element that shows the rows. `context` has the catalogue, the store, and what the page does with an active row.
export class PlanList {
  constructor(list, context) {
    Object.assign(this, { list, context, answer: null, faults: [] });
    this.built = "";
  }

  get rows() { return this.context.store.state.rows; }

  add(kind) {
    const known = this.context.interventions().find((one) => one.kind === kind);
    const values = known.parameters.filter((one) => one.isRequired).map((one) => ({ name: one.name, value: firstValue(one) }));
    const call = callOf({ kind, values, site: this.context.site(), selection: "", when: "" });
    this.change([...this.rows, { call, on: true }]);
    this.context.activate(this.rows.length - 1);
  }

  change(rows, undoable = true) { this.context.store.set({ rows }, undoable); }

  changeRow(index, values, undoable = true) {
    this.change(this.rows.map((row, place) => (place === index ? { ...row, ...values } : row)), undoable);
  }

  // Takes an edit to another place; the one that is active stays active.
  move(index, to) {
    if (to === index) return;
    const rows = [...this.rows];
    const order = rows.map((_, place) => place);
    const active = this.context.active();
    for (const list of [rows, order]) list.splice(to, 0, list.splice(index, 1)[0]);
    this.context.setActive(order.indexOf(active));
    this.change(rows);
  }

  // Rows are made anew where their number or kind changes: a slider that is held stays the same element.
  show() {
    const form = JSON.stringify([this.rows.map((row) => [partsOf(row.call)?.kind, groupOf(row.call), row.on]), this.context.active()]);
    if (form !== this.built) {
      this.list.replaceChildren(...this.rows.map((row, index) => this.item(row, index)));
      this.built = form;
    }
    this.rows.forEach((row, index) => this.update(this.list.children[index], row, index));
  }

  // What edits did, or what is wrong with them. Answers count the rows that are on.
  showAnswer(answer) {
    this.faults = answer.faults || [];
    this.answer = answer.faults ? null : answer;
    this.rows.forEach((row, index) => this.showReceipt(this.list.children[index].querySelector(".receipt"), row, index));
  }

  item(row, index) {
    const item = element("li", { className: "row" });
    const parts = partsOf(row.call);
    const head = element("div", { className: "row-head" }, [
      new RowGrip(this, item, index).root,
      checkbox(`edit ${index + 1} is on`, row.on, (on) => this.turn(index, on)),
      element("button", {
        className: "row-name", textContent: parts?.kind || "edit", title: this.summary(parts?.kind), type: "button",
        onclick: () => this.context.activate(index),
      }),
      ...(parts?.group ? [element("span", { className: "row-group", textContent: `of ${parts.group}` })] : []),
      button("up", `move edit ${index + 1} up`, () => this.move(index, index - 1), !index),
      button("down", `move edit ${index + 1} down`, () => this.move(index, index + 1), index === this.rows.length - 1),
      button("remove", `remove edit ${index + 1}`, () => this.change(this.rows.filter((_, place) => place !== index))),
    ]);
    const call = element("input", { className: "call mono", spellcheck: false, autocomplete: "off" });
    call.setAttribute("aria-label", `call of edit ${index + 1}`);
    call.onchange = () => this.changeRow(index, { call: call.value });
    item.append(head, this.controls(parts, index), call, element("p", { className: "receipt" }));
    return item;
  }

  // Turns an edit on or off, and with it those of its group.
  turn(index, on) {
    const group = groupOf(this.rows[index].call);
    this.change(this.rows.map((row, place) => (place === index || (group && groupOf(row.call) === group) ? { ...row, on } : row)));
  }

  summary(kind) { return this.context.interventions().find((one) => one.kind === kind)?.summary || ""; }

  update(item, row, index) {
    if (!item) return;
    item.classList.toggle("active", index === this.context.active());
    item.classList.toggle("off", !row.on);
    const call = item.querySelector(".call");
    if (document.activeElement !== call) call.value = row.call;
    const parts = partsOf(row.call);
    for (const control of item.querySelectorAll("[data-name]")) {
      const value = valueOf(parts, control.dataset.name) ?? this.defaultOf(parts, control.dataset.name);
      if (document.activeElement !== control && value !== undefined) setControl(control, value);
    }
    this.showReceipt(item.querySelector(".receipt"), row, index);
  }

  // What a parameter is that a call leaves out.
  defaultOf(parts, name) {
    const known = this.context.interventions().find((one) => one.kind === parts?.kind);
    return known?.parameters.find((one) => one.name === name)?.default ?? undefined;
  }

  showReceipt(place, row, index) {
    const number = this.rows.slice(0, index).filter((one) => one.on).length;
    const faults = row.on ? this.faults.filter((fault) => fault.edit === number) : [];
    place.classList.toggle("fault", faults.length > 0);
    if (faults.length) { setText(place, faults.map((fault) => fault.text).join("\n")); return; }
    const receipts = row.on && this.answer ? this.answer.receipts.filter((receipt) => receipt.edit === number) : [];
    setText(place, receipts.map(receiptText).join("\n"));
  }

  controls(parts, index) {
    const box = element("div", { className: "controls" });
    if (!parts) return box;
    const write = (name, undoable = true) => (value) => this.write(index, name, value, undoable);
    box.append(labelled("site", siteChoice(this.context.sites(), parts.site, write("@site"))));
    box.append(labelled("selection", textInput("@selection", parts.selection, "all of it", write("@selection"))));
    const known = this.context.interventions().find((one) => one.kind === parts.kind);
    for (const parameter of known?.parameters || []) {
      box.append(labelled(parameter.name, this.control(parameter, parts, index), parameter.help));
    }
    return box;
  }

  control(parameter, parts, index) {
    const value = valueOf(parts, parameter.name) ?? parameter.default ?? "";
    const write = (text, undoable = true) => this.write(index, parameter.name, text, undoable, parameter);
    if (parameter.type === "true or false") {
      const box = checkbox(parameter.help || parameter.name, value === "true", (on) => write(String(on)));
      box.dataset.name = parameter.name;
      return box;
    }
    const choices = parameter.type.startsWith("one of ") && parameter.type.slice(7).split(", ");
    if (choices) return choice(parameter.name, choices, value, write);
    if (parameter.type === "a number") return this.slider(parameter, value, write);
    return textInput(parameter.name, value, parameter.isRequired ? "" : "optional", write);
  }

  // A slider with a number beside it, which may be anything.
  slider(parameter, value, write) {
    const number = textInput(parameter.name, value, parameter.isRequired ? "" : "none", write);
    number.classList.add("number");
    number.inputMode = "decimal";
    const base = Math.max(2, 2 * Math.abs(Number(parameter.default) || 1));
    const reach = Math.max(base, Math.abs(Number(value)) || 0);
    const slider = element("input", { type: "range", min: -reach, max: reach, step: reach / 100, value: Number(value) || 0 });
    slider.dataset.name = parameter.name;
    slider.setAttribute("aria-label", `${parameter.name}, slider`);
    slider.onpointerdown = () => this.context.store.beginGroup();
    slider.oninput = () => { number.value = trimmed(slider.value); write(number.value); };
    slider.onchange = () => this.context.store.endGroup();
    return element("span", { className: "slider" }, [slider, number]);
  }

  // Writes a part of a call; a parameter that has its default again is left out.
  write(index, name, value, undoable, parameter) {
    const parts = partsOf(this.rows[index].call);
    if (!parts) return;
    if (name === "@site") parts.site = value;
    else if (name === "@selection") parts.selection = value && !value.startsWith("[") ? `[${value}]` : value;
    else {
      const known = this.context.interventions().find((one) => one.kind === parts.kind);
      const position = parts.values.findIndex((one) => one.name === name || (!one.name && onlyUnnamed(known, parts, name)));
      if (position >= 0) parts.values.splice(position, 1);
      const isDefault = parameter && !parameter.isRequired && (value === "" || value === parameter.default);
      if (!isDefault) parts.values.splice(Math.max(position, 0), 0, { name, value });
    }
    this.changeRow(index, { call: callOf(parts) }, undoable);
  }

  // Takes a channel into the selection of a row, or out of it.
  toggleChannel(index, channel) {
    const parts = partsOf(this.rows[index]?.call || "");
    if (!parts) return;
    const list = /^\[(\[?)([\d,\s]*)(\]?)\]$/.exec(parts.selection);
    const channels = list ? list[2].split(",").map((text) => text.trim()).filter((text) => text).map(Number) : [];
    const changed = channels.includes(channel) ? channels.filter((one) => one !== channel) : [...channels, channel].sort((a, b) => a - b);
    parts.selection = changed.length > 1 ? `[[${changed.join(", ")}]]` : changed.length ? `[${changed[0]}]` : "";
    this.changeRow(index, { call: callOf(parts) });
  }

  // Takes one square into the selection of a row, in every channel or in those that are selected; or out of it.
  toggleSquare(index, row, column) {
    const parts = partsOf(this.rows[index]?.call || "");
    if (!parts) return;
    const channels = /^\[(\d+|\[[\d,\s]*\])[\],]/.exec(parts.selection)?.[1];
    const selection = `[${channels || ":"}, square(${row}, ${column})]`;
    parts.selection = parts.selection !== selection ? selection : channels ? `[${channels}]` : "";
    this.changeRow(index, { call: callOf(parts) });
  }
}

function onlyUnnamed(known, parts, name) {
  const required = (known?.parameters || []).find((one) => one.isRequired) || known?.parameters[0];
  return required?.name === name && parts.values.filter((one) => !one.name).length === 1;
}

function valueOf(parts, name) {
  if (!parts) return undefined;
  if (name === "@site") return parts.site;
  if (name === "@selection") return parts.selection;
  return parts.values.find((one) => one.name === name)?.value;
}

function setControl(control, value) {
  const isMissing = control.options && ![...control.options].some((option) => option.value === value);
  if (isMissing) control.prepend(element("option", { value, textContent: value }));
  if (control.type === "checkbox") control.checked = value === "true"; else control.value = value;
}

function trimmed(text) { return String(Math.round(Number(text) * 1000) / 1000); }

const counts = new Intl.NumberFormat("en");

// What an edit did at a site, as `hookctl compare` says it.
export function receiptText(receipt) {
  const part = receipt.activationNorm > 0 ? `, ${(100 * receipt.changeNorm / receipt.activationNorm).toFixed(1)} % of the activation` : "";
  return `${receipt.site}: changed ${counts.format(receipt.changed)} of ${counts.format(receipt.selected)} elements`
    + ` in ${receipt.rows} rows${part}`;
}
