// Elements of the page, and controls made of them.

export function element(name, values = {}, children = []) {
  const made = Object.assign(document.createElement(name), values);
  made.append(...children);
  return made;
}

const signs = { up: "↑", down: "↓", remove: "×" };

export function button(sign, label, action, isDisabled = false) {
  const made = element("button", { type: "button", className: "small", textContent: signs[sign], title: label, disabled: isDisabled, onclick: action });
  made.setAttribute("aria-label", label);
  return made;
}

export function checkbox(label, checked, action) {
  const made = element("input", { type: "checkbox", checked, title: label });
  made.setAttribute("aria-label", label);
  made.onchange = () => action(made.checked);
  return made;
}

export function textInput(name, value, placeholder, write) {
  const made = element("input", { value, placeholder, spellcheck: false, autocomplete: "off" });
  made.dataset.name = name;
  made.setAttribute("aria-label", name.replace("@", ""));
  made.onchange = () => write(made.value.trim());
  return made;
}

export function choice(name, choices, value, write) {
  const made = element("select", {}, choices.map((text) => element("option", { value: text, textContent: text })));
  made.value = value;
  made.dataset.name = name;
  made.setAttribute("aria-label", name);
  made.onchange = () => write(made.value);
  return made;
}

export function siteChoice(sites, value, write) {
  const names = sites.map((site) => site.name);
  const made = choice("@site", names.includes(value) ? names : [value, ...names], value, write);
  for (const option of made.options) option.textContent = option.value.replace(/^embedder\./, "");
  made.className = "mono";
  return made;
}

export function labelled(text, control, help = "") {
  return element("label", { className: "labelled", title: help }, [element("span", { textContent: text }), control]);
}

// Changes a text only where it is another.
export function setText(place, text) { if (place.textContent !== text) place.textContent = text; }

export function setAttribute(place, name, value) { if (place.getAttribute(name) !== value) place.setAttribute(name, value); }
