// Lists: j and k (or the arrows, within) move the current row, Enter and o open it, x ticks it, Shift+x
// ticks from the last one to here. One row is in the order of Tab, the others are a key away.
// A control with data-row-key="t" within a row is pressed by that key when its row is the current one.

const TYPING = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])";
let lastTicked = null;

const rows = () => [...document.querySelectorAll("[data-row]")];
const current = () => document.querySelector("[data-row][tabindex='0']");
const tick = (row) => row.querySelector("input[type=checkbox]");

function mark(row) {
  document.querySelectorAll("[data-row][tabindex='0']").forEach((other) => {
    other.tabIndex = -1;
    other.classList.remove("row--current");
  });
  row.tabIndex = 0;
  row.classList.add("row--current");
}

function go(step) {
  const all = rows();
  const at = all.indexOf(current());
  // The first key only takes up the row where one left off.
  const fresh = !document.activeElement?.closest("[data-row]");
  const next = all[at < 0 ? 0 : Math.min(Math.max(fresh ? at : at + step, 0), all.length - 1)];
  next?.focus();
}

function open(row) {
  (row.querySelector("[data-open]") ?? row.querySelector("a[href]"))?.click();
}

function setTo(row, checked) {
  const box = tick(row);
  if (!box || box.checked === checked) return;
  box.checked = checked;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

function tickTo(row) {
  const all = rows();
  const from = lastTicked && all.includes(lastTicked) ? all.indexOf(lastTicked) : all.indexOf(row);
  const [first, last] = [from, all.indexOf(row)].toSorted((a, b) => a - b);
  all.slice(first, last + 1).forEach((one) => setTo(one, true));
  lastTicked = row;
}

function toggle(row) {
  setTo(row, !tick(row)?.checked);
  lastTicked = row;
}

const KEYS = {
  j: () => go(1),
  k: () => go(-1),
  o: (row) => open(row),
  x: (row) => toggle(row),
  X: (row) => tickTo(row),
};
const KEYS_WITHIN = { ArrowDown: KEYS.j, ArrowUp: KEYS.k, Enter: KEYS.o };

function action(event) {
  if (event.target.matches?.("[data-row]") && KEYS_WITHIN[event.key]) return KEYS_WITHIN[event.key];
  if (document.documentElement.dataset.singleKeys === "off" || event.target.closest?.(TYPING)) return null;
  if (Object.hasOwn(KEYS, event.key)) return KEYS[event.key];
  const own = [...(current()?.querySelectorAll("[data-row-key]") ?? [])].find((control) => control.dataset.rowKey === event.key);
  return own ? () => own.click() : null;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const act = action(event);
  const row = current() ?? rows()[0];
  if (!act || !row) return;
  event.preventDefault();
  act(row);
});

document.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-row]");
  if (row && row.tabIndex !== 0) mark(row);
});

document.addEventListener("click", (event) => {
  const box = event.target.closest("[data-row] input[type=checkbox]");
  if (!box) return;
  const row = box.closest("[data-row]");
  if (event.shiftKey && box.checked) tickTo(row);
  lastTicked = row;
});

// <input type="checkbox" data-tick-all> in a list's head.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick-all]")) rows().forEach((row) => setTo(row, event.target.checked));
});

function start() {
  if (!current()) rows().slice(0, 1).forEach((row) => { row.tabIndex = 0; });
}

// The link back to a list may name its row: /tickets/?q=…#t-42
const named = document.getElementById(location.hash.slice(1));
if (named?.matches("[data-row]")) { mark(named); named.focus(); }
start();
document.addEventListener("htmx:afterSettle", start);
