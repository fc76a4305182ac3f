// "?" lists the keys of this page, read from its controls: nothing here can be out of date.

const NAMES = { Escape: "Esc", Mod: /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl", Shift: "⇧" };

function label(control) {
  // The label of a row's control names the row; only its visible text is wanted here.
  const spoken = control.dataset.rowKey ? control.textContent.trim() : control.getAttribute("aria-label");
  if (spoken) return spoken;
  const copy = (control.labels?.[0] ?? control).cloneNode(true);
  copy.querySelectorAll("kbd, .nav__count, .icon, .avatar").forEach((part) => part.remove());
  return copy.textContent.trim().replaceAll(/\s+/g, " ");
}

function keys(control) {
  const cell = document.createElement("dd");
  for (const key of (control.dataset.hotkey ?? control.dataset.rowKey).split(/[ +]/)) {
    const kbd = document.createElement("kbd");
    kbd.textContent = NAMES[key] ?? (key.length > 1 ? key : key.toUpperCase());
    if (/^[A-Z]$/.test(key)) cell.append(Object.assign(document.createElement("kbd"), { textContent: "⇧" }));
    cell.append(kbd);
  }
  return cell;
}

function line(control) {
  const row = document.createElement("div");
  row.append(Object.assign(document.createElement("dt"), { textContent: label(control) }), keys(control));
  return row;
}

// One line per key, though two controls may share it.
function controls() {
  const seen = new Map();
  for (const control of document.querySelectorAll("[data-hotkey], [data-row-key]")) {
    const key = control.dataset.hotkey ?? control.dataset.rowKey;
    if (control.checkVisibility() && !seen.has(key)) seen.set(key, control);
  }
  return [...seen.values()];
}

function open() {
  const dialog = document.getElementById("dialog");
  const help = document.getElementById("keys-help").content.cloneNode(true);
  help.querySelectorAll("[data-keys-of]").forEach((row) => {
    if (!document.querySelector(row.dataset.keysOf)) row.remove();
  });
  help.querySelector("dl").prepend(...controls().map(line));
  document.getElementById("dialog-body").replaceChildren(help);
  dialog.dispatchEvent(new CustomEvent("open-dialog"));
}

if (document.documentElement.dataset.singleKeys !== "off") {
  document.querySelectorAll("[data-keys-help]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", open);
  });
}
