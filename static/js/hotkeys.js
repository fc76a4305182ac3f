// A key presses a real control: data-hotkey="c", "g q", "Shift+x", "J", "Mod+k", on a link, a button,
// a summary or a field. Never while one types, never a hidden control, never behind a dialog.

const PAUSE = 1200;
const root = document.documentElement;
const mac = /Mac|iPhone|iPad/.test(navigator.platform);
const TYPING = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file])";
let begun = "";
let timer;

// "J" and "Shift+j" are one key; so are "Escape" and "Esc".
function normal(key) {
  const parts = key.split("+");
  let last = parts.pop() || "+";
  if (/^[A-Z]$/.test(last)) { parts.push("Shift"); last = last.toLowerCase(); }
  return [...new Set(parts)].toSorted().concat(last).join("+");
}

function pressed(event) {
  if (event.altKey || (mac ? event.ctrlKey : event.metaKey)) return "";
  const parts = [];
  const letter = /^[a-z]$/i.test(event.key);
  if (mac ? event.metaKey : event.ctrlKey) parts.push("Mod");
  if (event.shiftKey && (letter || event.key.length > 1)) parts.push("Shift");
  return normal([...parts, letter ? event.key.toLowerCase() : event.key].join("+"));
}

function hotkey(control) {
  return control.dataset.hotkey.split(" ").map(normal).join(" ");
}

function reachable(control) {
  const dialog = document.querySelector("dialog[open]");
  if (dialog && !dialog.contains(control)) return false;
  return !control.disabled && control.checkVisibility({ visibilityProperty: true });
}

// The newest message is the one that Z undoes; what the page itself offers comes before the rail's.
function find(keys) {
  const all = [...document.querySelectorAll("[data-hotkey]")].filter((control) => hotkey(control) === keys && reachable(control));
  return all.findLast((control) => control.closest("#toasts")) ?? all.find((control) => control.closest("main")) ?? all[0];
}

function begins(keys) {
  return [...document.querySelectorAll("[data-hotkey]")].some((control) => hotkey(control).startsWith(`${keys} `) && reachable(control));
}

function press(control) {
  if (control.matches(TYPING)) { control.focus(); control.select?.(); return; }
  if (control.matches("summary, input")) control.focus();
  control.click();
}

function remember(keys) {
  clearTimeout(timer);
  begun = keys;
  timer = setTimeout(() => { begun = ""; }, PAUSE);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  const key = pressed(event);
  if (!key || (!key.includes("Mod+") && (event.target.closest?.(TYPING) || root.dataset.singleKeys === "off"))) return;
  const sequence = begun ? `${begun} ${key}` : key;
  const control = find(sequence) ?? find(key);
  if (control) {
    event.preventDefault();
    remember("");
    press(control);
  } else if (begins(key)) {
    remember(key);
  } else if (!["Shift", "Control", "Meta", "Alt"].includes(event.key)) {
    remember("");
  }
});

// Escape leaves a field, so that single keys work again; Tab goes on from where one was.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
  const field = event.target.closest?.(TYPING);
  if (field && !field.closest("dialog, details[data-dismiss]")) field.blur();
});

// Assistive technology learns the keys only where a script makes them work.
function tell(control) {
  if (control.dataset.hotkey.includes(" ")) return;
  control.setAttribute("aria-keyshortcuts", normal(control.dataset.hotkey).replace("Mod", mac ? "Meta" : "Control"));
}

function tellIn(element) {
  if (element.matches?.("[data-hotkey]")) tell(element);
  element.querySelectorAll?.("[data-hotkey]").forEach(tell);
}

tellIn(document);
document.addEventListener("htmx:load", (event) => tellIn(event.detail.elt));
if (!mac) document.querySelectorAll("[data-hotkey^='Mod+'] kbd").forEach((kbd) => { kbd.textContent = kbd.textContent.replace("⌘", "Ctrl "); });
