// Where the focus is after a swap: what asks for it (data-autofocus), the first field that is wrong,
// the same control if it is still there, the row now at that place, and last the page's name.
// Nobody's focus is moved unless it was lost.

let before = null;

function place(element) {
  const row = element.closest("[data-row]");
  return row ? [...document.querySelectorAll("[data-row]")].indexOf(row) : -1;
}

function lost() {
  return !document.activeElement || document.activeElement === document.body;
}

// A control in a menu that closed gives way to what opens the menu.
function reachable(control) {
  if (!control || control.checkVisibility()) return control;
  return control.closest("details:not([open])")?.querySelector("summary");
}

function sameControl() {
  const byId = before.id ? document.getElementById(before.id) : null;
  if (byId || !before.name) return reachable(byId);
  return reachable([...document.getElementsByName(before.name)].find((control) => control.value === before.value && !control.hidden));
}

function rowThere() {
  if (before.row < 0) return null;
  const rows = document.querySelectorAll("[data-row]");
  return rows[Math.min(before.row, rows.length - 1)];
}

function settle(target, status) {
  const wrong = status === 422 || status === 409 ? target.querySelector("[aria-invalid='true']") : null;
  const asks = [target, ...target.querySelectorAll("[data-autofocus]")].find((element) => element.matches("[data-autofocus]") && element.checkVisibility());
  if (wrong || asks) return (wrong ?? asks).focus();
  if (!before || !lost()) return null;
  const next = sameControl() ?? rowThere() ?? document.querySelector("h1");
  before = null;
  return next?.focus();
}

document.addEventListener("htmx:beforeSwap", () => {
  const had = document.activeElement;
  // Two swaps may overlap: what the first one is about to restore stays known.
  if (had && had !== document.body) before = { id: had.id, name: had.name, value: had.value, row: place(had) };
});

// Escape leaves a field on purpose: an answer that comes in at that moment gives it no focus back.
document.addEventListener("keydown", ({ key }) => { if (key === "Escape") before = null; }, { capture: true });

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id === "dialog-body") return;
  settle(event.detail.elt, event.detail.xhr?.status);
});

// What the keyboard reaches comes out from under the head and the foot that stick.
function uncover(control) {
  const main = control.closest("main");
  const foot = main?.querySelector(".main__foot");
  if (!foot || foot.contains(control) || !control.matches(":focus-visible")) return;
  const { top, bottom } = control.getBoundingClientRect();
  const head = main.querySelector(".ticket__head, .main__head");
  const first = head && !head.contains(control) ? head.getBoundingClientRect().bottom : 0;
  const last = foot.getBoundingClientRect().top;
  if (bottom - top > last - first) return;
  if (bottom > last) scrollBy({ top: bottom - last + 16, behavior: "instant" });
  else if (top < first) scrollBy({ top: top - first - 16, behavior: "instant" });
}

document.addEventListener("focusin", ({ target }) => requestAnimationFrame(() => uncover(target)));
